// The rule about texts that nothing is found by, the same on every engine: no person and no file gives control characters, and
// what other programs wrote is read, written and carried over as it is.
import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../../src/cli/catalogue-file/read-catalogue.ts';
import { writeJson, writeYaml } from '../../src/cli/catalogue-file/write-yaml.ts';
import { writtenCatalogue } from '../../src/cli/catalogue-file/written-catalogue.ts';
import { SUBSCRIPTION_SHAPE } from '../../src/domain/imports/imported-subscription.ts';
import { diffCatalogue } from '../../src/operations/catalogue/diff-catalogue.ts';
import { exportCatalogue } from '../../src/operations/catalogue/export-catalogue.ts';
import { importSubscriptions } from '../../src/operations/imports/import-subscriptions.ts';
import { createPath } from '../../src/operations/paths/create-path.ts';
import { updatePath } from '../../src/operations/paths/update-path.ts';
import { addSubscription } from '../../src/operations/subscriptions/add-subscription.ts';
import { setSubscription } from '../../src/operations/subscriptions/set-subscription.ts';
import { changeSubscription } from '../../src/operations/transitions/change-subscription.ts';
import { seedInto } from '../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../support/database/engines.ts';
import { INVOCATION, useDatabase } from '../support/database/use-database.ts';
import { PLAIN_PATH, PLAIN_SUBSCRIPTION } from '../support/inputs.ts';
import { csvOf, problemsOf, STRICT } from '../support/records.ts';
import { seedFit } from '../support/subscriptions/fit-catalogue.ts';

const ESC = 'a\u001b[8m\u0085b';
/** One that every engine also keeps on its way through JSON. */
const C1 = 'a\u009b8mb';
const LINES = 'one\r\ntwo\n\tthree';

onEveryEngine((engine) => {
  const db = useDatabase(engine);

  describe('a catalogue file', () => {
    const diff = (text: string) =>
      db.read((session) =>
        diffCatalogue(session, { ...readCatalogue([{ file: 'c.yaml', text }]), prune: true }),
      );

    test.each([
      [
        { value: ESC },
        'items[0].attributes[0].default: the default of the attribute "note" cannot be used: it holds U+001B, a control character',
      ],
      [
        { choice: ESC },
        'items[0].attributes[1].choices[1]: the choice "a\\u001b[8m\\u{85}b" cannot be used: it holds U+001B, a control character',
      ],
      [
        { description: 'a\rb' },
        'paths[0].description: the description cannot be used: it holds U+000D, a control character',
      ],
    ])('gives no control characters: %j', async (given, message) => {
      const { value, choice, description } = { value: LINES, choice: 'y', description: LINES, ...given };
      const text = `tierctl: 1
items:
  - articleNumber: A
    name: A
    attributes:
      - { name: note, default: ${JSON.stringify(value)} }
      - { name: plan, type: choice, choices: [x, ${JSON.stringify(choice)}] }
  - { articleNumber: B, name: B }
paths: [{ name: P, source: A, destination: B, description: ${JSON.stringify(description)} }]`;
      await expect(diff(text)).rejects.toMatchObject({
        kind: 'usage',
        message: expect.stringContaining(`c.yaml: ${message}`),
      });
    });

    test('is what an export makes of those that other programs wrote, and is read back', async () => {
      await seedInto(db.database, {
        items: [
          {
            articleNumber: 'A',
            name: ESC,
            attributes: [
              { name: 'note', defaultValue: ESC },
              { name: 'plan', type: 'choice', choices: ['x', ESC], defaultValue: ESC },
            ],
          },
          { articleNumber: 'B' },
        ],
        paths: [{ name: 'P', source: 'A', destination: 'B' }],
      });
      await db.database.kysely.updateTable('tierctl.path').set({ description: ESC }).execute();
      const { catalogue } = await db.read(exportCatalogue);
      for (const write of [writeYaml, writeJson]) {
        const text = write(writtenCatalogue(catalogue));
        expect(text).toContain('a\\u001b[8m\\u0085b');
        expect(text).not.toMatch(/[^\P{Cc}\n]/u);
        expect((await diff(text)).plan.changes).toEqual([]);
        await expect(diff(text.replaceAll('[8m', '[9m'))).rejects.toMatchObject({ kind: 'usage' });
      }
    });
  });

  test('the value of an attribute has none, unless it comes along', async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'A', attributes: ['note'] },
        { articleNumber: 'B', attributes: ['note'] },
      ],
      subscriptions: [{ account: 'ACC-1', item: 'A', start: '2026-01-01', attributes: { note: C1 } }],
    });
    await seedFit(db.database, { groups: { ladder: { A: 1, B: 2 } } });
    const attributes = [{ name: 'note', value: ESC }];
    const refused = {
      kind: 'usage',
      code: 'bad-text',
      message: 'the value of the attribute "note" cannot be used: it holds U+001B, a control character',
    };
    const own = { account: 'ACC-1', item: 'A', start: '2026-01-01', attributes };
    await expect(
      db.change((session) => addSubscription(session, { ...PLAIN_SUBSCRIPTION, ...own })),
    ).rejects.toMatchObject(refused);
    await expect(
      db.change((session) =>
        setSubscription(session, { subscription: 'ACC-1/1', attributes, removeAttributes: [] }),
      ),
    ).rejects.toMatchObject(refused);
    const file = csvOf(SUBSCRIPTION_SHAPE, 'account,item,start,attribute.note', `ACC-1,A,2026-01-01,${ESC}`);
    const imported = db.change((session) =>
      importSubscriptions(session, { ...STRICT, file, createAccounts: false, allowInactive: false }),
    );
    expect(await problemsOf(imported)).toEqual(['2 bad-text']);
    const change = (given: typeof attributes) =>
      db.change((session) =>
        changeSubscription(session, {
          subscription: 'ACC-1/1',
          target: 'B',
          on: '2026-03-01',
          today: '2026-03-01',
          add: [],
          terminate: [],
          attributes: given,
          keepEnd: true,
          invocation: INVOCATION,
        }),
      );
    await expect(change(attributes)).rejects.toMatchObject(refused);
    expect((await change([])).result.attributes).toEqual({ note: C1 });
  });

  test('the description of a path has none, but lines and tabs', async () => {
    await seedInto(db.database, { items: [{ articleNumber: 'A' }, { articleNumber: 'B' }] });
    const create = (description: string) =>
      db.change((session) =>
        createPath(session, { ...PLAIN_PATH, name: 'P', source: 'A', destination: 'B', description }),
      );
    const update = (description: string) =>
      db.change((session) =>
        updatePath(session, {
          path: 'P',
          name: undefined,
          from: undefined,
          until: undefined,
          overLimit: undefined,
          description,
        }),
      );
    const refused = {
      code: 'bad-text',
      message: 'the description cannot be used: it holds U+001B, a control character',
    };
    await expect(create(ESC)).rejects.toMatchObject(refused);
    expect((await create(LINES)).result.path.description).toBe(LINES);
    await expect(update(ESC)).rejects.toMatchObject(refused);
    await db.database.kysely.updateTable('tierctl.path').set({ description: ESC }).execute();
    expect((await update(ESC)).changed).toBe(false);
  });
});
