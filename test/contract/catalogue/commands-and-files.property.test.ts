// A command makes of the catalogue what `apply` of the resulting file makes of it, with the same effect on subscriptions, and
// what one of the two refuses, the other refuses too, for the same reason.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeYaml } from '../../../src/cli/catalogue-file/write-yaml.ts';
import { writtenCatalogue } from '../../../src/cli/catalogue-file/written-catalogue.ts';
import type { Session } from '../../../src/database/session.ts';
import { change, read } from '../../../src/database/unit-of-work.ts';
import type { Catalogue } from '../../../src/domain/catalogue/catalogue.ts';
import { TierctlError } from '../../../src/domain/tierctl-error.ts';
import { applyCatalogue } from '../../../src/operations/catalogue/apply-catalogue.ts';
import { exportCatalogue } from '../../../src/operations/catalogue/export-catalogue.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import {
  commandSequences,
  FIRST_CATALOGUE,
  type RandomCommand,
} from '../../support/catalogue/random-commands.ts';
import type { TestDatabase } from '../../support/database/create-database.ts';
import { empty, onEveryEngine } from '../../support/database/engines.ts';
import { INVOCATION, useDatabase } from '../../support/database/use-database.ts';
import { catalogueOf } from '../../support/groups/judged-catalogue.ts';
import { cases } from '../../support/thorough.ts';

/** What a command asks of the item that it names, and a file does not: it may be a copy of a catalogue that has it already. */
const OF_COMMANDS_ALONE = new Set(['item-inactive']);

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  let elsewhere: TestDatabase | undefined;
  beforeAll(async () => {
    elsewhere = await engine.createMigrated();
  });
  afterAll(() => elsewhere?.drop());

  const apply = (session: Session, catalogue: Catalogue) =>
    applyCatalogue(session, {
      catalogue,
      locate: (place) => ({ file: 'c.yaml', path: place.join('.'), line: null, column: null }),
      prune: true,
      label: 'c.yaml',
    });
  const stored = async () => (await db.read(exportCatalogue)).catalogue;

  /** What `apply` would make of the catalogue, with its effect; nothing is kept. */
  const applied = (catalogue: Catalogue) =>
    change(
      db.database,
      INVOCATION,
      async (session) => {
        const { result, audit } = await apply(session, catalogue);
        return { result: { effect: result.effect, after: await exportCatalogue(session) }, audit };
      },
      () => 'roll-back',
    ).then(({ result }) => result, refusal);

  const begin = async () => {
    await db.change((session) => apply(session, catalogueOf(FIRST_CATALOGUE)));
    await seedInto(db.database, {
      subscriptions: [
        {
          account: 'A',
          item: 'SITE',
          start: '2026-01-01',
          end: '2026-01-31',
          attributes: { note: 'words', size: '5' },
        },
        { account: 'B', item: 'MAIL', start: '2026-01-01', end: '2026-06-30', attributes: { plan: 's' } },
        {
          account: 'C',
          item: 'SMALL',
          start: '2026-01-01',
          end: '2026-06-30',
          components: [{ item: 'SITE', attributes: { note: '7' } }, { item: 'SITE' }],
        },
      ],
    });
    await db.database.kysely
      .insertInto('tierctl.subscription_extension')
      .values({
        account_id: 'A',
        subscription_number: 1,
        extension_item_id: await idOf('MORE'),
        quantity: 2,
      })
      .execute();
  };
  const idOf = async (articleNumber: string) => {
    const items = db.database.kysely.selectFrom('billing.item').select('id');
    return (await items.where('article_number', '=', articleNumber).executeTakeFirstOrThrow()).id;
  };

  const step = async ({ run, edit, words }: RandomCommand) => {
    const before = await stored();
    const file = edit(before);
    if (file === undefined) return;
    const expected = await applied(file);
    const actual = await db.change(run).catch(refusal);
    const after = await stored();
    if (!(actual instanceof TierctlError)) {
      expect({ words, ...expected }).toMatchObject({ words, after: { catalogue: after } });
      if (hasEffect(actual.result)) expect(expected).toMatchObject({ effect: actual.result.effect });
      return;
    }
    expect(after).toEqual(before);
    if (OF_COMMANDS_ALONE.has(actual.code)) return;
    expect({ words, code: actual.code, refused: expected instanceof TierctlError }).toMatchObject({
      refused: true,
    });
    // A file of the whole catalogue describes what relies on the change, too, and may be refused for that.
    expect({ words, refused: problemsOf(await applied(changesOf(before, file))) }).toEqual({
      words,
      refused: expect.arrayContaining([`${actual.code}: ${actual.message}`]),
    });
  };

  test('commands give what applying the resulting file gives, and the same refusals', async () => {
    const other = elsewhere;
    if (other === undefined) throw new Error('it is created in beforeAll');
    await fc.assert(
      fc
        .asyncProperty(commandSequences, async (commands) => {
          await begin();
          for (const command of commands) await step(command);
          const catalogue = await stored();
          await change(
            other.database,
            INVOCATION,
            (session) => apply(session, catalogue),
            () => 'commit',
          );
          const copy = await read(other.database, exportCatalogue);
          expect(text(copy.catalogue)).toBe(text(catalogue));
        })
        .afterEach(async () => {
          await empty(db.database);
          await empty(other.database);
        }),
      { numRuns: cases(6, 500) },
    );
  }, 7_200_000);
});

/** The objects of the file that are new or changed. */
function changesOf(before: Catalogue, file: Catalogue): Catalogue {
  const changed = <One>(list: readonly One[], former: readonly One[]) => {
    const known = new Set(former.map((one) => JSON.stringify(one)));
    return list.filter((one) => !known.has(JSON.stringify(one)));
  };
  return {
    items: changed(file.items, before.items),
    groups: changed(file.groups, before.groups),
    paths: changed(file.paths, before.paths),
  };
}

function refusal(error: unknown): TierctlError {
  if (error instanceof TierctlError) return error;
  throw error;
}

/** Each problem of a file, without its place. */
function problemsOf(error: unknown): string[] {
  const problems = error instanceof TierctlError ? error.data?.problems : undefined;
  if (!Array.isArray(problems)) return [];
  return problems.map(({ code, message }: { code: string; message: string }) => `${code}: ${message}`);
}

function hasEffect(result: unknown): result is { readonly effect: unknown } {
  return typeof result === 'object' && result !== null && 'effect' in result;
}

function text(catalogue: Catalogue): string {
  return writeYaml(writtenCatalogue(catalogue));
}
