// The one rule about names makes the same of the same pairs of names through each door and on each engine. What it makes of them is
// in the table (test/support/look-alikes.ts); an error names what is there already, and never a constraint.
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quotedName } from '../../src/domain/name-rule.ts';
import { seedInto } from '../support/catalogue/catalogue.ts';
import { type CliRun, runCli } from '../support/cli.ts';
import { onEveryEngine } from '../support/database/engines.ts';
import { useOwnDatabase } from '../support/database/use-database.ts';
import { isControl, LOOK_ALIKES, type LookAlike, sameOnEveryEngine } from '../support/look-alikes.ts';

interface Refused {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly data: {
      readonly similar?: readonly string[];
      readonly problems?: readonly {
        readonly path: string;
        readonly code: string;
        readonly message: string;
      }[];
    };
  };
}

const agree = sameOnEveryEngine();
const composed = (text: string) => text.normalize('NFC');
/** What the database decides is a test of its own. */
const BY_RULE = LOOK_ALIKES.filter(({ name }) => name !== 'by server');
const NOUNS = [
  {
    noun: 'item',
    list: 'items',
    member: 'articleNumber',
    bad: 'bad-article-number',
    // An article number has none.
    fits: ({ one }: LookAlike) => !one.includes(' '),
    create: (name: string) => ['item', 'create', name, '--kind', 'product', '--name', 'N'],
    described: (name: string) => ({ articleNumber: name, name: 'N' }),
  },
  {
    noun: 'group',
    list: 'groups',
    member: 'name',
    bad: 'bad-group-name',
    fits: () => true,
    create: (name: string) => ['group', 'create', name],
    described: (name: string) => ({ name }),
  },
  {
    noun: 'path',
    list: 'paths',
    member: 'name',
    bad: 'bad-path-name',
    fits: () => true,
    create: (name: string) => ['path', 'create', name, '--source', 'A', '--destination', 'B'],
    described: (name: string) => ({ name, source: 'A', destination: 'B' }),
  },
] as const;

onEveryEngine((engine) => {
  const db = useOwnDatabase(engine);
  let cwd = '';
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'tierctl-look-alikes-'));
  });
  afterAll(() => rm(cwd, { recursive: true }));

  const tierctl = (...argv: string[]): Promise<CliRun> =>
    runCli([...argv, '-o', 'json'], { cwd }, db.database);
  const refusalOf = (run: CliRun) => (JSON.parse(run.stderr.split('\n').at(-2) ?? '') as Refused).error;
  const catalogue = (command: 'diff' | 'apply', what: object, ...options: string[]) =>
    runCli(
      [command, '-f', '-', '-o', 'json', ...(command === 'apply' ? ['--yes'] : []), ...options],
      { stdin: JSON.stringify({ tierctl: 1, ...what }) },
      db.database,
    );
  const apply = async (what: object, ...options: string[]) => {
    const run = await catalogue('apply', what, ...options);
    expect(run, run.stderr).toMatchObject({ code: 0 });
  };
  const AB = ['A', 'B'].map((articleNumber) => ({ articleNumber, name: articleNumber }));
  const seedEnds = () => seedInto(db.database, { items: AB });

  describe.each(NOUNS)('names of $list', ({ noun, list, member, bad, fits, create, described }) => {
    const own = BY_RULE.filter(fits);
    const file = (names: readonly string[]) => ({ [list]: names.map(described) });
    const looksLike = (name: string, other: string) =>
      `${noun} ${quotedName(name)} looks like ${quotedName(other)}, which is there already`;

    test('on the command line', async () => {
      await seedEnds();
      await apply(file(own.map(({ one }) => one)));
      const outcomes: unknown[] = [];
      const expected: unknown[] = [];
      for (const { what, one, other, name } of own) {
        const run = await tierctl(...create(other), '--yes');
        const { code, message, data } = run.code === 0 ? ({} as Partial<Refused['error']>) : refusalOf(run);
        outcomes.push([what, run.code, code, name === 'alike' ? [message, data?.similar] : undefined]);
        expected.push([
          what,
          ...{
            another: [0, undefined],
            alike: [5, 'similar-name'],
            same: [5, `${noun}-exists`],
            refused: [2, bad],
          }[name as 'another' | 'alike' | 'same' | 'refused'],
          name === 'alike' ? [looksLike(other, one), [one]] : undefined,
        ]);
        if (run.code === 0) agree(`${noun} ${what}`, run.json());
      }
      expect(outcomes).toEqual(expected);
      agree(`${noun} list`, (await tierctl(noun, 'list')).json());
    });

    test('in catalogue files', async () => {
      await seedEnds();
      await apply(file(own.map(({ one }) => one)));
      const visible = own.filter(({ name }) => name !== 'refused');
      const hidden = own.filter(({ name }) => name === 'refused');
      for (const command of ['diff', 'apply'] as const) {
        const alike = await catalogue(command, file(visible.map(({ other }) => other)));
        expect([alike.code, refusalOf(alike).code]).toEqual([5, 'similar-name']);
        expect(refusalOf(alike).data.problems).toEqual(
          visible.flatMap(({ name, one, other }, index) =>
            name === 'alike'
              ? [
                  expect.objectContaining({
                    path: `${list}[${index}].${member}`,
                    code: 'similar-name',
                    message: looksLike(other, one),
                  }),
                ]
              : [],
          ),
        );
        const wrong = await catalogue(command, file(hidden.map(({ other }) => other)));
        expect([wrong.code, refusalOf(wrong).code]).toEqual([2, bad]);
        expect(refusalOf(wrong).data.problems).toHaveLength(hidden.length);
        agree(`${noun} ${command}`, [refusalOf(alike).data.problems, refusalOf(wrong).data.problems]);
      }
      // What is promised is done: the others are added, the same are what is there.
      const others = file(visible.flatMap(({ name, other }) => (name === 'alike' ? [] : [other])));
      const promised = await catalogue('diff', others);
      const done = await catalogue('apply', others);
      expect(done.json<{ plan: unknown }>().plan).toEqual(promised.json<{ plan: unknown }>().plan);
      expect(
        done.json<{ plan: { changes: { name: string }[] } }>().plan.changes.map(({ name }) => name),
      ).toEqual(visible.flatMap(({ name, other }) => (name === 'another' ? [other] : [])).sort());
      agree(`${noun} others`, done.json());
      expect((await catalogue('diff', others)).json()).toMatchObject({ plan: { changes: [] } });
    });

    test('both in one file', async () => {
      await seedEnds();
      const visible = own.filter(({ name }) => name === 'another' || name === 'alike');
      const both = file(visible.flatMap(({ one, other }) => [one, other]));
      for (const command of ['diff', 'apply'] as const) {
        const run = await catalogue(command, both);
        expect(refusalOf(run).data.problems).toEqual(
          visible.flatMap(({ name, one, other }, index) =>
            name === 'alike'
              ? [
                  expect.objectContaining({
                    path: `${list}[${2 * index + 1}].${member}`,
                    message: looksLike(other, one),
                  }),
                ]
              : [],
          ),
        );
      }
    });

    test('that only the database takes for one, diff and apply refuse alike', async () => {
      await seedEnds();
      const pairs = LOOK_ALIKES.filter(fits).filter(({ name }) => name === 'by server' || name === 'alike');
      const equal: typeof pairs = [];
      for (const pair of pairs) if (await takesForOne(pair.one, pair.other)) equal.push(pair);
      const both = file(pairs.flatMap(({ one, other }) => [one, other]));
      for (const command of ['diff', 'apply'] as const) {
        const run = await catalogue(command, both, '--allow-similar');
        expect(run.stderr).not.toMatch(/constraint|_key/);
        expect(run.code).toBe(equal.length === 0 ? 0 : 5);
        if (equal.length === 0) continue;
        expect(refusalOf(run).data.problems?.map(({ message }) => message)).toEqual(
          equal.map(({ one, other }) => looksLike(other, one)),
        );
      }
      if (equal.length === 0) return;
      await apply(file(pairs.map(({ one }) => one)));
      const beside = await catalogue('diff', file(pairs.map(({ other }) => other)), '--allow-similar');
      expect(refusalOf(beside).data.problems?.map(({ message }) => message)).toEqual(
        equal.map(({ one, other }) => looksLike(other, one)),
      );
      for (const { one, other } of equal.slice(-2)) {
        const run = await tierctl(...create(other), '--allow-similar', '--yes');
        expect(refusalOf(run)).toMatchObject({ code: 'similar-name', message: looksLike(other, one) });
      }
    });
  });

  const takesForOne = async (one: string, other: string): Promise<boolean> => {
    const id = randomUUID();
    const { kysely } = db.database;
    await kysely.insertInto('billing.upgrade_group').values({ id, name: one }).execute();
    const found = await kysely
      .selectFrom('billing.upgrade_group')
      .select('id')
      .where('name', '=', other)
      .execute();
    await kysely.deleteFrom('billing.upgrade_group').where('id', '=', id).execute();
    return found.length > 0;
  };

  test('names in a file of subscriptions mean what they are, and nothing that looks like it', async () => {
    await seedInto(db.database, {
      items: LOOK_ALIKES.map(({ one }) => ({ articleNumber: one })),
      accounts: ['ACC-1'],
    });
    await seedInto(db.database, {
      items: AB,
      paths: LOOK_ALIKES.map(({ one }) => ({ name: one, source: 'A', destination: 'B' })),
    });
    const rows = LOOK_ALIKES.flatMap(({ other }) => [
      { account: 'ACC-1', item: other, start: '2026-01-01' },
      { account: 'ACC-1', item: 'A', start: '2026-01-01', path: other },
    ]);
    await writeFile(
      join(cwd, 'subscriptions.ndjson'),
      rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
    );
    const argv = ['subscription', 'import', 'subscriptions.ndjson', '--skip-invalid', 'wrong.csv', '--force'];
    const run = await tierctl(...argv, '--yes');
    const found = LOOK_ALIKES.filter(({ name }) => name === 'same').length;
    expect(run.json()).toMatchObject({ imported: 2 * found, rejected: rows.length - 2 * found });
    const wrong = await readFile(join(cwd, 'wrong.csv'), 'utf8');
    expect(wrong.match(/no (item|path) /g)).toHaveLength(rows.length - 2 * found);
    agree('names in a file of subscriptions', [run.json(), wrong]);
  });

  test('doctor finds those that other programs wrote', async () => {
    // The keys of the tables are not those of a database that has been adopted.
    const keys = [
      ['billing.item', 'item_article_number_key', 'article_number'],
      ['billing.upgrade_group', 'upgrade_group_name_key', 'name'],
      ['tierctl.path', 'path_name_key', 'name'],
    ] as const;
    const { schema } = db.database.kysely;
    for (const [table, key] of keys) await schema.alterTable(table).dropConstraint(key).execute();
    try {
      const pairs = LOOK_ALIKES.filter(({ other }) => !isControl(other));
      const names = pairs.flatMap(({ one, other }) => [one, other]);
      // Two steps, because `seed` finds what it made by its exact name.
      await seedInto(db.database, { items: [...AB, ...names.map((articleNumber) => ({ articleNumber }))] });
      await seedInto(db.database, { paths: names.map((name) => ({ name, source: 'A', destination: 'B' })) });
      await db.database.kysely
        .insertInto('billing.upgrade_group')
        .values(names.map((name) => ({ id: randomUUID(), name })))
        .execute();
      const { findings } = (await tierctl('doctor')).json<{
        findings: { rule: string; message: string }[];
      }>();
      const found = (rule: string) =>
        findings
          .filter((one) => one.rule === rule)
          .map(({ message }) => message)
          .sort();
      const alike = pairs.filter(({ looksSame }) => looksSame);
      expect(found('similar-names')).toHaveLength(3 * alike.length);
      for (const { one, other } of alike) {
        const both = [
          `${quotedName(one)} and ${quotedName(other)}`,
          `${quotedName(other)} and ${quotedName(one)}`,
        ];
        const those = found('similar-names').filter((text) => both.some((names) => text.endsWith(names)));
        expect(those, one).toHaveLength(3);
      }
      agree('hidden characters', found('hidden-characters'));
      expect(found('hidden-characters').length).toBeGreaterThan(0);
    } finally {
      for (const table of [
        'tierctl.path',
        'billing.upgrade_group',
        'tierctl.item_profile',
        'billing.item',
      ] as const)
        await db.database.kysely.deleteFrom(table).execute();
      for (const [table, key, column] of keys)
        await schema.alterTable(table).addUniqueConstraint(key, [column]).execute();
    }
  });

  test('names of attributes: one that looks like another of its item is refused with both', async () => {
    for (const { what, one, other, name } of BY_RULE) {
      if (name === 'another' || name === 'refused') continue;
      const items = [{ articleNumber: 'A', name: 'A', attributes: [one, other] }];
      const run = await catalogue('diff', { items });
      expect([what, run.code]).toEqual([what, 2]);
      const [first, second] = [one, other].map(composed);
      const flaw = name === 'same' ? 'is given twice' : `looks like ${quotedName(first ?? '')}`;
      expect(refusalOf(run).message).toContain(`the attribute ${quotedName(second ?? '')} ${flaw}`);
    }
  });

  test('names of attributes that only the database takes for one are refused with both, too', async () => {
    for (const { one, other, name } of LOOK_ALIKES) {
      if (name !== 'by server') continue;
      const equal = await takesForOne(one, other);
      const message = `the attribute ${quotedName(other)} looks like ${quotedName(one)}`;
      const expected = equal
        ? { code: 2, stderr: expect.stringContaining(JSON.stringify(message).slice(1, -1)) }
        : { code: 0 };
      const attributes = [one, other];
      expect(
        await catalogue('diff', { items: [{ articleNumber: 'A', name: 'A', attributes }] }),
      ).toMatchObject(expected);
      expect(await tierctl('item', 'create', 'B', '--name', 'B', '--attribute', one, '--yes')).toMatchObject({
        code: 0,
      });
      expect(await tierctl('item', 'set', 'B', '--attribute', other, '--yes')).toMatchObject(expected);
    }
  });
});
