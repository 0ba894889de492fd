import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';
import { readChains } from '../../support/transitions/chains.ts';

const cli = useCli();
const RUN = ['run-transitions', '--as-of', '2026-02-01'];

beforeEach(async () => {
  await seedInto(cli.database, {
    items: [
      { articleNumber: 'TRIAL', name: 'Trial', attributes: ['domain'], defaultPath: 'trial ends' },
      { articleNumber: 'PLAN', name: 'Plan', attributes: ['domain'] },
    ],
    paths: [{ name: 'trial ends', source: 'TRIAL', destination: 'PLAN', map: { domain: 'domain' } }],
    subscriptions: [
      {
        account: 'A',
        item: 'TRIAL',
        start: '2026-01-01',
        end: '2026-01-31',
        attributes: { domain: 'a.example' },
      },
      { account: 'B', item: 'TRIAL', start: '2026-01-01', end: '2026-01-31', path: null },
      { account: 'C', item: 'TRIAL', start: '2026-01-01', end: '2026-02-01' },
    ],
  });
});

async function statuses(): Promise<string[]> {
  const rows = await cli.database.kysely
    .selectFrom('tierctl.subscription')
    .select(['account_id', 'number', 'status'])
    .orderBy('account_id')
    .orderBy('number')
    .execute();
  return rows.map((row) => `${row.account_id}/${row.number} ${row.status}`);
}

const BEFORE = ['A/1 active', 'B/1 active', 'C/1 active'];
const AFTER = ['A/1 ended', 'A/2 active', 'B/1 active', 'C/1 active'];

test('interrupted: what is still due stays, and the next run continues', async () => {
  const stopped = await cli.run([...RUN, '--yes', '-o', 'json'], { interrupted: true });
  expect(stopped.code).toBe(130);
  expect(JSON.parse(stopped.stderr.trimEnd().split('\n').at(-1) ?? '').error).toMatchObject({
    kind: 'interrupted',
    code: 'run-interrupted',
    data: { remaining: 1 },
  });
  expect(await statuses()).toEqual(BEFORE);
  expect(await cli.run([...RUN, '--yes'])).toMatchObject({ code: 0 });
  expect(await statuses()).toEqual(AFTER);
});

test('--yes commits and shows what moved, what did not, and why', async () => {
  const run = await cli.run([...RUN, '--yes']);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.stdout).toBe(`run                1
as of              2026-02-01
moved              1
due but not moved  1
failed             0

path        direction  moved
trial ends  –              1

from  item   to   item  starts      path
A/1   TRIAL  A/2  PLAN  2026-02-01  trial ends

not moved because  count
no-path                1  no upgrade path applies to it

not moved  item   due         path  reason
B/1        TRIAL  2026-02-01  –     no-path
`);
  expect(await statuses()).toEqual(AFTER);
});

test('the JSON has the documented shape', async () => {
  const run = await cli.run([...RUN, '--yes', '-o', 'json'], { now: '2026-02-01T02:00:00.000Z' });
  const item = (articleNumber: string, name: string) => ({ id: expect.any(String), articleNumber, name });
  expect(run.json()).toEqual({
    schemaVersion: 1,
    dryRun: false,
    run: {
      id: 1,
      asOf: '2026-02-01',
      startedAt: '2026-02-01T02:00:00.000Z',
      finishedAt: '2026-02-01T02:00:00.000Z',
      status: 'finished',
    },
    moved: {
      total: 1,
      byPath: [{ path: 'trial ends', direction: 'none', count: 1 }],
      transitions: [
        {
          account: 'A',
          from: { number: 1, item: item('TRIAL', 'Trial') },
          to: { number: 2, item: item('PLAN', 'Plan') },
          path: 'trial ends',
          direction: 'none',
          effectiveDate: '2026-02-01',
          appliedAt: '2026-02-01T02:00:00.000Z',
          run: 1,
          reverted: null,
          takenAway: { endDate: null, extensions: [], components: [], attributes: [] },
        },
      ],
    },
    takenAway: { total: 0, byPath: [] },
    emptyPackages: { total: 0, byPath: [], subscriptions: [] },
    neverStarting: { total: 0, components: [] },
    notMoved: {
      total: 1,
      byReason: [{ reason: 'no-path', count: 1 }],
      subscriptions: [
        {
          account: 'B',
          number: 1,
          item: item('TRIAL', 'Trial'),
          dueOn: '2026-02-01',
          path: null,
          reason: 'no-path',
        },
      ],
    },
    failed: { total: 0, subscriptions: [] },
    remaining: 0,
  });
});

test('--dry-run shows the same and leaves nothing; today is read in the configured time zone', async () => {
  const dryRun = await cli.run(['run-transitions', '--dry-run', '-o', 'json'], {
    now: '2026-02-01T00:30:00.000Z',
  });
  expect(dryRun).toMatchObject({ code: 0 });
  expect(dryRun.stderr).toContain('nothing was written');
  expect(dryRun.json()).toMatchObject({ dryRun: true, run: { asOf: '2026-02-01' }, moved: { total: 1 } });
  expect(await statuses()).toEqual(BEFORE);
});

test('off a terminal, neither flag is a usage error that names both', async () => {
  const run = await cli.run(RUN);
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toMatch(/--yes.*--dry-run/);
  expect(await statuses()).toEqual(BEFORE);
});

test('on a terminal the whole run is shown before the question', async () => {
  const declined = await cli.run(RUN, { tty: true, answers: [false] });
  expect(declined).toMatchObject({ code: 130, questions: ['Commit this change?'] });
  expect(declined.stderr).toContain('trial ends');
  expect(await statuses()).toEqual(BEFORE);
  const accepted = await cli.run(RUN, { tty: true, answers: [true] });
  expect(accepted.code).toBe(0);
  expect(await statuses()).toEqual(AFTER);
});

test('the progress shows rate and time left, only on a terminal', async () => {
  const terminal = await cli.run([...RUN, '--yes'], { tty: true });
  expect(terminal.stderr).toContain('100 %  1 of 1');
  const quiet = await cli.run([...RUN, '--as-of', '2026-02-02', '--yes', '--quiet'], { tty: true });
  expect(quiet.stderr).not.toContain('100 %');
});

describe('with a subscription that fails', () => {
  beforeEach(async () => {
    await seedInto(cli.database, {
      subscriptions: [
        {
          account: 'D',
          item: 'TRIAL',
          start: '2026-01-01',
          end: '2026-01-31',
          attributes: { domain: 'offender' },
        },
      ],
    });
    await sql`alter table tierctl.subscription_attribute add constraint no_offender
      check (value <> 'offender' or subscription_number = 1)`.execute(cli.database.kysely);
    return () =>
      sql`alter table tierctl.subscription_attribute drop constraint no_offender`.execute(
        cli.database.kysely,
      );
  });

  test('the rest moves and the exit code is 6', async () => {
    const run = await cli.run([...RUN, '--yes']);
    expect(run.code).toBe(6);
    expect(run.stdout).toMatch(/D\/1\s+check-violation/);
    expect(run.stderr).toMatch(/^error: 1 failed; 1 transition is kept: D\/1: .*no_offender/);
    expect(await statuses()).toEqual([...AFTER, 'D/1 active']);
  });

  test('--atomic moves nothing and names the offender', async () => {
    const run = await cli.run([...RUN, '--yes', '--atomic']);
    expect(run).toMatchObject({ code: 6, stdout: expect.stringContaining('failed             1') });
    expect(run.stderr).toMatch(/^error: 1 failed; nothing was written: D\/1: .*no_offender/);
    expect(await statuses()).toEqual([...BEFORE, 'D/1 active']);
  });

  test('--atomic prints the result that was rolled back as JSON, and no rows of what did not happen', async () => {
    const run = await cli.run([...RUN, '--yes', '--atomic', '-o', 'json']);
    expect(run.code).toBe(6);
    expect(run.json()).toMatchObject({
      dryRun: true,
      moved: { total: 1 },
      failed: { total: 1, subscriptions: [{ account: 'D', number: 1 }] },
    });
    expect(JSON.parse(run.stderr)).toMatchObject({ error: { code: 'some-failed' } });
    for (const format of ['csv', 'ndjson'])
      expect(await cli.run([...RUN, '--yes', '--atomic', '-o', format])).toMatchObject({
        code: 6,
        stdout: '',
      });
    expect(await statuses()).toEqual([...BEFORE, 'D/1 active']);
  });
});

test('--atomic commits the whole run as one', async () => {
  expect(await cli.run([...RUN, '--yes', '--atomic'])).toMatchObject({ code: 0 });
  expect(await statuses()).toEqual(AFTER);
  expect((await cli.database.kysely.selectFrom('tierctl.audit').selectAll().execute()).length).toBe(1);
});

test('a run is audited with its options', async () => {
  await cli.run([...RUN, '--yes', '--path', 'trial ends', '--reason', 'nightly']);
  const rows = await cli.database.kysely.selectFrom('tierctl.audit').selectAll().execute();
  expect(rows).toMatchObject([{ command: 'run-transitions', reason: 'nightly', actor: 'tester@test' }]);
  expect(JSON.parse(rows[0]?.after ?? '')).toMatchObject({ run: 1, asOf: '2026-02-01', path: 'trial ends' });
});

test.each([
  [['--as-of', '2026-02-30'], 2, /"2026-02-30" is not a date/],
  [['--batch-size', '0'], 2, /--batch-size.*at least 1/],
  [['--limit', 'many'], 2, /--limit.*whole number/],
  [['--path', 'trial end'], 4, /no path "trial end"; did you mean trial ends\?/],
  [['--account', 'Z'], 4, /no account "Z"/],
  [['--frce'], 2, /unknown option '--frce'/],
])('bad input %j: exit %d, nothing written', async (flags, code, message) => {
  const run = await cli.run([...RUN, '--yes', ...flags]);
  expect(run).toMatchObject({ code, stdout: '' });
  expect(run.stderr).toMatch(message);
  expect(await statuses()).toEqual(BEFORE);
  expect(await cli.database.kysely.selectFrom('tierctl.run').selectAll().execute()).toEqual([]);
});

test('a chain is listed hop by hop', async () => {
  await seedInto(cli.database, {
    items: [{ articleNumber: 'X', term: 'P1M', defaultPath: 'x to y' }, { articleNumber: 'Y' }],
    paths: [
      { name: 'x to y', source: 'X', destination: 'Y' },
      { name: 'to x', source: 'TRIAL', destination: 'X' },
    ],
    subscriptions: [{ account: 'E', item: 'TRIAL', start: '2026-01-01', end: '2026-01-31', path: 'to x' }],
  });
  await cli.run(['run-transitions', '--as-of', '2026-06-01', '--future', '--account', 'E', '--yes']);
  const chains = await cli.database.kysely
    .transaction()
    .execute((db) => readChains({ db, dialect: cli.database.dialect }));
  expect(chains['E/1']?.map(({ item, start }) => [item, start])).toEqual([
    ['TRIAL', '2026-01-01'],
    ['X', '2026-02-01'],
    ['Y', '2026-03-01'],
  ]);
});

test('packages that start without products are listed', async () => {
  await seedInto(cli.database, {
    items: [
      { articleNumber: 'MAILBOX' },
      { articleNumber: 'SUITE', kind: 'package', products: [{ item: 'MAILBOX', minimum: 0 }] },
      { articleNumber: 'SOLO', defaultPath: 'into the suite' },
    ],
    paths: [{ name: 'into the suite', source: 'SOLO', destination: 'SUITE' }],
    subscriptions: ['E', 'F'].map((account) => ({
      account,
      item: 'SOLO',
      start: '2026-01-01',
      end: '2026-01-31',
    })),
  });
  const run = await cli.run([...RUN, '--path', 'into the suite', '--dry-run', '--list', '1']);
  expect(run.code).toBe(0);
  expect(run.stdout).toMatch(/packages without products +2\n/);
  expect(run.stdout).toMatch(/started without products +path +count\nSUITE +into the suite +2\n/);
  expect(run.stdout).toMatch(/without products +item +path\nE\/2 +SUITE +into the suite\n… and 1 more/);
  const json = (await cli.run([...RUN, '--yes', '-o', 'json'])).json();
  expect(json).toMatchObject({
    emptyPackages: {
      total: 2,
      byPath: [{ path: 'into the suite', item: { articleNumber: 'SUITE' }, count: 2 }],
      subscriptions: [
        { account: 'E', number: 2, item: { articleNumber: 'SUITE' }, path: 'into the suite' },
        { account: 'F', number: 2, item: { articleNumber: 'SUITE' }, path: 'into the suite' },
      ],
    },
  });
});
