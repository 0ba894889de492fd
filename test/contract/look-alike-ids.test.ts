// Ids of other systems and values are compared exactly: texts that a server may take for one stay two, through each door and on
// each engine. What each door says is in the table (test/support/look-alikes.ts), and is the same JSON on every engine.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedInto } from '../support/catalogue/catalogue.ts';
import { type CliRun, runCli } from '../support/cli.ts';
import { onEveryEngine } from '../support/database/engines.ts';
import { useDatabase } from '../support/database/use-database.ts';
import { isControl, LOOK_ALIKES, type LookAlike, sameOnEveryEngine } from '../support/look-alikes.ts';

type Code = { readonly error: { readonly code: string } };
type Rows = Readonly<Record<string, unknown>>[];

const START = '2026-01-01';
const FORMATS = ['csv', 'ndjson'] as const;
const agree = sameOnEveryEngine();
/** Pairs whose second text is another id. */
const ANOTHER = LOOK_ALIKES.filter(({ id }) => id === 'another');

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  let cwd = '';
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'tierctl-look-alikes-'));
  });
  afterAll(() => rm(cwd, { recursive: true }));

  const tierctl = (...argv: string[]): Promise<CliRun> =>
    runCli([...argv, '--yes', '-o', 'json'], { cwd }, db.database);
  const codeOf = (run: CliRun) =>
    run.code === 0 ? 'done' : (JSON.parse(run.stderr.split('\n').at(-2) ?? '') as Code).error.code;

  /** Imports rows without the wrong ones. Returns the result, and the lines and reasons of the wrong ones. */
  const imported = async (noun: string, format: (typeof FORMATS)[number], rows: Rows) => {
    const file = `records.${format}`;
    await writeFile(join(cwd, file), format === 'csv' ? csv(rows) : ndjson(rows));
    const run = await tierctl(noun, 'import', file, '--skip-invalid', 'wrong.csv', '--force');
    expect(run, run.stderr).toMatchObject({ code: 0 });
    const wrong = await readFile(join(cwd, 'wrong.csv'), 'utf8').catch(() => '');
    await rm(join(cwd, 'wrong.csv'), { force: true });
    return {
      result: run.json<{ imported: number; unchanged: number; rejected: number }>(),
      // NDJSON has no header: its lines begin one earlier.
      wrong: reasonsOf(wrong).map(({ line, reason }) => ({
        row: line - (format === 'csv' ? 2 : 1),
        reason,
      })),
    };
  };
  const subscription = (externalId: string, note?: string) => ({
    account: 'ACC-1',
    item: 'A',
    start: START,
    externalId,
    ...(note === undefined ? {} : { 'attribute.note': note }),
  });
  const externalIds = () =>
    db.database.kysely
      .selectFrom('tierctl.subscription')
      .select(['number', 'external_id'])
      .orderBy('number')
      .execute();
  const seed = () =>
    seedInto(db.database, { items: [{ articleNumber: 'A', attributes: ['note'] }], accounts: ['ACC-1'] });

  test('external ids, on the command line', async () => {
    await seed();
    await imported(
      'subscription',
      'csv',
      LOOK_ALIKES.map(({ one }) => subscription(one)),
    );
    const outcomes: string[][] = [];
    for (const { what, other } of LOOK_ALIKES) {
      const run = await tierctl(
        'subscription',
        'add',
        'ACC-1',
        'A',
        '--start',
        START,
        '--external-id',
        other,
      );
      outcomes.push([what, String(run.code), codeOf(run)]);
    }
    expect(outcomes).toEqual(
      LOOK_ALIKES.map(({ what, id }) => [
        what,
        ...{ another: ['0', 'done'], same: ['5', 'subscription-exists'], refused: ['2', 'bad-external-id'] }[
          id
        ],
      ]),
    );
    expect((await externalIds()).map(({ external_id }) => external_id)).toEqual(
      [...LOOK_ALIKES.map(({ one }) => one), ...ANOTHER.map(({ other }) => other)].map((id) =>
        id.normalize('NFC'),
      ),
    );
  });

  test.each(FORMATS)('external ids, in a file of %s, and usage under them', async (format) => {
    await seed();
    const rows = LOOK_ALIKES.flatMap(({ one, other }) => [subscription(one), subscription(other)]);
    const isWrong = (index: number, why: LookAlike['id']) =>
      index % 2 === 1 && LOOK_ALIKES[(index - 1) / 2]?.id === why;
    const wrong = rows.flatMap(({ externalId }, row) =>
      isWrong(row, 'same')
        ? [{ row, reason: `the external id "${externalId.normalize('NFC')}" is already used in line` }]
        : isWrong(row, 'refused')
          ? [{ row, reason: 'external id' }]
          : [],
    );
    const first = await imported('subscription', format, rows);
    expect(first.result).toMatchObject({
      imported: rows.length - wrong.length,
      unchanged: 0,
      rejected: wrong.length,
    });
    expect(first.wrong).toEqual(
      wrong.map(({ row, reason }) => ({ row, reason: expect.stringContaining(reason) })),
    );
    const again = await imported('subscription', format, rows);
    expect(again.result).toMatchObject({ imported: 0, unchanged: rows.length - wrong.length });
    const ids = await externalIds();
    const right = rows.filter((_, row) => !wrong.some((one) => one.row === row));
    expect(ids.map(({ external_id }) => external_id)).toEqual(
      right.map(({ externalId }) => externalId.normalize('NFC')),
    );

    const usage = right.map(({ externalId }, index) => ({
      account: 'ACC-1',
      externalId,
      service: 'email',
      amount: index + 1,
    }));
    const used = await imported('usage', format, usage);
    expect(used.result).toMatchObject({ imported: right.length, rejected: 0 });
    const booked = await db.database.kysely
      .selectFrom('tierctl.subscription_usage')
      .select(['subscription_number', 'amount'])
      .orderBy('subscription_number')
      .execute();
    expect(booked).toEqual(
      ids.map(({ number }, index) => ({ subscription_number: number, amount: index + 1 })),
    );
    agree(
      `subscriptions in ${format}`,
      [first, again, used].map(({ result }) => result),
    );
    agree(`wrong subscriptions in ${format}`, [first.wrong, again.wrong]);
    agree(`list after ${format}`, (await tierctl('subscription', 'list', '--limit', '200')).json());
  });

  test('usage under an id that looks like one that is there is booked on none', async () => {
    await seed();
    await imported(
      'subscription',
      'ndjson',
      LOOK_ALIKES.map(({ one }) => subscription(one)),
    );
    const usage = LOOK_ALIKES.map(({ other: externalId }) => ({
      account: 'ACC-1',
      externalId,
      service: 'email',
      amount: 7,
    }));
    for (const format of FORMATS) {
      const { wrong } = await imported('usage', format, usage);
      expect(wrong).toEqual(
        LOOK_ALIKES.flatMap(({ id, other }, row) =>
          id === 'same'
            ? []
            : [
                {
                  row,
                  reason: expect.stringContaining(
                    id === 'refused'
                      ? 'external id'
                      : `no subscription of ACC-1 has the external id "${other}"`,
                  ),
                },
              ],
        ),
      );
      agree(`usage of others in ${format}`, wrong);
    }
    const booked = await db.database.kysely.selectFrom('tierctl.subscription_usage').selectAll().execute();
    expect(booked).toHaveLength(LOOK_ALIKES.filter(({ id }) => id === 'same').length);
  });

  test('ids of accounts', async () => {
    const rows = LOOK_ALIKES.flatMap(({ one, other }) => [{ account: one }, { account: other }]);
    await seedInto(db.database, { items: [{ articleNumber: 'A' }] });
    for (const format of FORMATS) {
      const run = await imported('account', format, rows);
      expect(run.result).toMatchObject({
        imported: format === 'csv' ? LOOK_ALIKES.length + ANOTHER.length : 0,
      });
      agree(`accounts in ${format}`, run);
    }
    agree('list of accounts', (await tierctl('account', 'list', '--limit', '200')).json());
    const found: string[] = [];
    for (const { id, other } of LOOK_ALIKES) {
      const run = await tierctl('account', 'create', other);
      found.push(codeOf(run));
      expect(codeOf(run)).toBe(id === 'refused' ? 'bad-account-id' : 'account-exists');
    }
  });

  test('accounts that a file of subscriptions creates', async () => {
    await seedInto(db.database, {
      items: [{ articleNumber: 'A' }],
      accounts: LOOK_ALIKES.map(({ one }) => one.normalize('NFC')),
    });
    const rows = LOOK_ALIKES.map(({ other }) => ({ account: other, item: 'A', start: START }));
    await writeFile(
      join(cwd, 'records.csv'),
      csv(rows.filter((_, row) => LOOK_ALIKES[row]?.id !== 'refused')),
    );
    const run = await tierctl('subscription', 'import', 'records.csv', '--create-accounts');
    expect(run.json()).toMatchObject({ createdAccounts: ANOTHER.length });
    agree('new accounts', run.json());
  });

  test('values, in files', async () => {
    await seed();
    const ids = LOOK_ALIKES.map((_, index) => `id-${index}`);
    const rows = (which: 'one' | 'other') =>
      LOOK_ALIKES.map((pair, index) => subscription(ids[index] ?? '', pair[which]));
    await imported('subscription', 'csv', rows('one'));
    for (const format of FORMATS) {
      expect((await imported('subscription', format, rows('one'))).result).toMatchObject({
        unchanged: LOOK_ALIKES.length,
      });
      const { result, wrong } = await imported('subscription', format, rows('other'));
      expect(result).toMatchObject({ imported: 0, unchanged: 0, rejected: LOOK_ALIKES.length });
      expect(wrong).toEqual(
        LOOK_ALIKES.map(({ other }, row) => ({
          row,
          reason: expect.stringContaining(isControl(other) ? 'U+0001' : 'differs in attributes'),
        })),
      );
      agree(`other values in ${format}`, wrong);
    }
  });

  const VALUES = LOOK_ALIKES.filter(({ other }) => !isControl(other));

  test('values, on the command line', async () => {
    const names = VALUES.map((_, index) => `${index % 2 === 0 ? 'a' : 'B'}${index}`);
    await seedInto(db.database, { items: [{ articleNumber: 'A', attributes: names }], accounts: ['ACC-1'] });
    const given = (which: 'one' | 'other') =>
      VALUES.flatMap((pair, index) => ['--attribute', `${names[index]}=${pair[which]}`]);
    const values = (which: 'one' | 'other') =>
      Object.fromEntries(VALUES.map((pair, index) => [names[index], pair[which]]));
    const added = await tierctl('subscription', 'add', 'ACC-1', 'A', '--start', START, ...given('one'));
    expect(added.json()).toMatchObject({ subscription: { attributes: values('one') } });
    const set = await tierctl('subscription', 'set', 'ACC-1/1', ...given('other'));
    expect(set.json()).toMatchObject({ attributes: values('other') });
    const shown = await tierctl('subscription', 'show', 'ACC-1/1');
    expect(shown.json()).toMatchObject({ subscription: { attributes: values('other') } });
    agree(
      'values',
      [added.stdout, set.stdout, shown.stdout].map((text) => JSON.parse(text) as unknown),
    );
    // Also their order.
    agree('text of the values', shown.stdout.slice(shown.stdout.indexOf('"attributes"')));
  });

  test('choices, and who still has one that a file takes away', async () => {
    const CHOICES = LOOK_ALIKES.filter(({ name }) => name === 'another' || name === 'alike');
    const attribute = (index: number, ...choices: readonly string[]) =>
      `a${index}:choice=${choices.join(',')}`;
    const file = (choices: (pair: LookAlike) => readonly string[]) => ({
      stdin: JSON.stringify({
        tierctl: 1,
        items: [
          {
            articleNumber: 'A',
            name: 'A',
            attributes: CHOICES.map((pair, index) => attribute(index, ...choices(pair))),
          },
        ],
      }),
    });
    const catalogue = (command: string, choices: (pair: LookAlike) => readonly string[]) =>
      runCli(
        [command, '-f', '-', '-o', 'json', ...(command === 'apply' ? ['--yes'] : [])],
        file(choices),
        db.database,
      );
    const both = await catalogue('apply', ({ one, other }) => [one, other]);
    expect(both, both.stderr).toMatchObject({ code: 0 });
    await tierctl('account', 'create', 'ACC-1');
    const values = (which: 'one' | 'other') => ({
      account: 'ACC-1',
      item: 'A',
      start: START,
      ...Object.fromEntries(CHOICES.map((pair, index) => [`attribute.a${index}`, pair[which]])),
    });
    const held = await imported('subscription', 'csv', [values('one'), values('other')]);
    expect(held.result).toMatchObject({ imported: 2 });
    for (const which of ['one', 'other'] as const) {
      for (const command of ['diff', 'apply']) {
        const run = await catalogue(command, (pair) => [pair[which]]);
        expect(run.code).toBe(3);
        const { error } = JSON.parse(run.stderr) as {
          error: { data: { problems: { message: string }[] } };
        };
        const gone = which === 'one' ? 'other' : 'one';
        expect(error.data.problems.map(({ message }) => message)).toEqual(
          CHOICES.map((pair) => expect.stringContaining(pair[gone])),
        );
        agree(`${command} of ${which}`, error.data.problems);
      }
    }
    const narrowed = await tierctl('item', 'set', 'A', '--attribute', attribute(0, CHOICES[0]?.one ?? ''));
    expect([narrowed.code, codeOf(narrowed)]).toEqual([3, 'attribute-in-use']);
  });
});

function csv(rows: Rows): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))];
  return lines
    .map((cells) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`)
    .join('');
}

function ndjson(rows: Rows): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** Line and reason of each rejected record: they come first, and each record is on one line. */
function reasonsOf(text: string): { line: number; reason: string }[] {
  return [...text.matchAll(/^(\d+),(?:"((?:[^"]|"")*)"|([^,]*)),/gmu)].map(
    ([, line, quoted, plain = '']) => ({
      line: Number(line),
      reason: quoted?.replaceAll('""', '"') ?? plain,
    }),
  );
}
