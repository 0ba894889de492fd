import { beforeEach, expect, test } from 'vitest';
import { given, seedInto, words } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';

const cli = useCli();
const NOW = '2026-03-02T01:00:00.000Z';
const tierctl = (line: string, options = {}) => cli.run(words(line), { now: NOW, ...options });

beforeEach(async () => {
  await seedInto(cli.database, {
    items: [
      { articleNumber: 'TRIAL', defaultPath: 'trial ends' },
      { articleNumber: 'INTRO', term: 'P1M', defaultPath: 'intro ends' },
      { articleNumber: 'STANDARD' },
    ],
    paths: [
      { name: 'trial ends', source: 'TRIAL', destination: 'INTRO' },
      { name: 'intro ends', source: 'INTRO', destination: 'STANDARD' },
    ],
    subscriptions: [
      { account: 'A', item: 'TRIAL', start: '2026-01-01', end: '2026-01-31' },
      { account: 'B', item: 'TRIAL', start: '2026-01-01', end: '2026-02-28' },
    ],
  });
  await given(cli, 'run-transitions --as-of 2026-03-01');
});

const active = async () =>
  (
    await cli.database.kysely
      .selectFrom('tierctl.subscription')
      .select(['account_id', 'number'])
      .where('status', '=', 'active')
      .orderBy('account_id')
      .execute()
  ).map((row) => `${row.account_id}/${row.number}`);

const touch = (account: string, number: number) =>
  cli.database.kysely
    .updateTable('tierctl.subscription')
    .set({ revision: 1 })
    .where('account_id', '=', account)
    .where('number', '=', number)
    .execute();

test('run revert undoes a run, is a run itself, and is audited', async () => {
  expect(await active()).toEqual(['A/3', 'B/2']);
  const run = await tierctl('run revert 1 --yes --reason "wrong destination"');
  expect(run).toMatchObject({
    code: 0,
    stderr: '',
  });
  expect(run.stdout).toBe(`run          2
reverts run  1 (transitions, as of 2026-03-01)
reverted     3
due now      2: the next run-transitions moves what is due again
refused      0
failed       0

path        direction  reverted
intro ends  –                 1
trial ends  –                 2

account  from       to            direction  starts      path        applied               run  reverted
A        TRIAL (1)  INTRO (2)     –          2026-02-01  trial ends  2026-03-01T12:00:00Z    1  by run 2
B        TRIAL (1)  INTRO (2)     –          2026-03-01  trial ends  2026-03-01T12:00:00Z    1  by run 2
A        INTRO (2)  STANDARD (3)  –          2026-03-01  intro ends  2026-03-01T12:00:00Z    1  by run 2
`);
  expect(await active()).toEqual(['A/1', 'B/1']);
  const [record] = (await tierctl('audit list -o json')).json<{ audit: object[] }>().audit;
  expect(record).toMatchObject({
    command: 'run revert',
    reason: 'wrong destination',
    before: { run: 1 },
    after: { run: 2, reverts: 1, path: null, account: null, subscription: null },
  });
  expect((await tierctl('history --run 1')).stdout).toContain('by run 2');
});

test('run list and run show', async () => {
  await given(cli, 'run revert 1 --account B');
  expect((await tierctl('run list')).stdout).toBe(
    `run  kind         as of       started               status    moved  not moved  failed  who
  2  revert of 1  2026-03-01  2026-03-01T12:00:00Z  finished      1          0       0  tester@test
  1  transitions  2026-03-01  2026-03-01T12:00:00Z  finished      3          0       0  tester@test
`,
  );
  expect(await tierctl('run list --limit 1')).toMatchObject({
    stderr: 'These are the first 1; there are more. Narrow the list, or raise --limit.\n',
  });
  const shown = await tierctl('run show 1 --list 1');
  expect(shown.stdout).toBe(`run             1
kind            transitions
as of           2026-03-01
status          finished
started         2026-03-01T12:00:00Z
finished        2026-03-01T12:00:00Z
who             tester@test
options         batchSize 10000
moved           3
not moved       0
failed          0
reverted since  1 by run 2

path        direction  moved
intro ends  –              1
trial ends  –              2

account  from       to         direction  starts      path        applied               run
A        TRIAL (1)  INTRO (2)  –          2026-02-01  trial ends  2026-03-01T12:00:00Z    1
… and 2 more; --list shows more
`);
  expect((await tierctl('run show 2 -o json')).json()).toEqual({
    schemaVersion: 1,
    dryRun: false,
    run: {
      id: 2,
      kind: 'revert',
      asOf: '2026-03-01',
      startedAt: '2026-03-01T12:00:00.000Z',
      finishedAt: '2026-03-01T12:00:00.000Z',
      status: 'finished',
      actor: 'tester@test',
      options: { path: null, account: 'B', subscription: null, batchSize: 10_000 },
      reverts: 1,
      moved: 1,
      notMoved: 0,
      failed: 0,
    },
    transitions: {
      total: 1,
      byPath: [{ path: 'trial ends', direction: 'none', count: 1 }],
      first: [expect.objectContaining({ account: 'B', run: 1, reverted: 2 })],
    },
    takenAway: { total: 0, byPath: [] },
    failed: { total: 0, subscriptions: [] },
    revertedBy: [],
  });
});

test('nothing has run', async () => {
  await tierctl('run revert 1 --yes');
  await cli.database.kysely.deleteFrom('tierctl.run').execute();
  expect(await tierctl('run list')).toMatchObject({ code: 0, stdout: '', stderr: 'No runs.\n' });
});

test('what was touched since is listed with its reason: exit 6 for a part, 3 for all', async () => {
  await touch('A', 3);
  const part = await tierctl('run revert 1 --yes');
  expect(part.code).toBe(6);
  expect(part.stdout).toContain(`refused because    count
later-hop-refused      1  the successor moved on in the same run, and that is not undone
successor-changed      1  the successor, or what it holds, was changed since

refused  item   to   item      reason
A/1      TRIAL  A/2  INTRO     later-hop-refused
A/2      INTRO  A/3  STANDARD  successor-changed
`);
  expect(part.stderr).toContain(
    'error: 1 reverted, 2 refused (1 later-hop-refused, 1 successor-changed)\n' +
      'hint: tierctl audit list shows what changed the successors\n',
  );
  expect(await active()).toEqual(['A/3', 'B/1']);
  const before = await everyRow(cli.database);
  const all = await tierctl('run revert 1 --account A --yes');
  expect(all.code).toBe(3);
  expect(all.stdout).toContain('A/2      INTRO  A/3  STANDARD  successor-changed');
  expect(all.stderr).toContain('nothing of run 1 can be undone');
  expect(await everyRow(cli.database)).toEqual(before);
});

test('for programs a part that is refused has a code', async () => {
  await touch('A', 3);
  const { code, stderr } = await tierctl('run revert 1 --yes -o json');
  expect(code).toBe(6);
  expect(JSON.parse(stderr).error).toMatchObject({
    kind: 'incomplete',
    code: 'some-refused',
    data: {
      refused: [
        { reason: 'later-hop-refused', count: 1 },
        { reason: 'successor-changed', count: 1 },
      ],
    },
  });
});

test('what an earlier revert undid does not make the rest a failure', async () => {
  await given(cli, 'run revert 1 --account A');
  const rest = await tierctl('run revert 1 --yes -o ndjson');
  expect(rest.code).toBe(0);
  expect(
    rest.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).reason),
  ).toEqual([null, 'already-reverted', 'already-reverted']);
});

test('--dry-run shows the same and leaves nothing; a terminal asks; without either nothing happens', async () => {
  const before = await everyRow(cli.database);
  const dry = await tierctl('run revert 1 --dry-run -o json');
  expect(dry.json()).toMatchObject({
    dryRun: true,
    reverted: { total: 3 },
    refused: { total: 0 },
    remaining: 0,
  });
  const declined = await tierctl('run revert 1', { tty: true, answers: [false] });
  expect(declined).toMatchObject({ code: 130, questions: ['Commit this change?'] });
  expect(declined.stderr).toContain('reverts run  1');
  expect(await tierctl('run revert 1')).toMatchObject({ code: 2, stdout: '' });
  expect(await everyRow(cli.database)).toEqual(before);
  expect(await tierctl('run revert 1', { tty: true, answers: [true] })).toMatchObject({ code: 0 });
  expect(await active()).toEqual(['A/1', 'B/1']);
});

test('while a run is under way it waits, then leaves with 75', async () => {
  const held = await cli.database.acquireLock('run-transitions', 0);
  const busy = await tierctl('run revert 1 --yes --lock-timeout 0');
  expect(busy).toMatchObject({ code: 75, stdout: '' });
  expect(busy.stderr).toContain('the lock "run-transitions" is held by');
  const waiting = tierctl('run revert 1 --yes --lock-timeout 20');
  await held.release();
  expect(await waiting).toMatchObject({ code: 0 });
});

test.each([
  ['run show 9', 4, 'no run "9"'],
  ['run show x', 2, "error: argument 'id': 'x' is invalid. It must be a whole number."],
  ['run revert 9 --yes', 4, 'no run "9"'],
  ['run revert 1 --path "trial end" --yes', 4, 'did you mean trial ends?'],
  ['run revert 1 --account Z --yes', 4, 'no account "Z"'],
  ['run revert 1 --subscription A --yes', 2, '"A" does not address a subscription'],
  ['run revert 1 --subscription A/1 --account A --yes', 2, 'cannot be used with option'],
])('tierctl %s: exit %i', async (line, code, message) => {
  const before = await everyRow(cli.database);
  const run = await tierctl(line);
  expect(run).toMatchObject({ code, stdout: '' });
  expect(run.stderr).toContain(message);
  expect(await everyRow(cli.database)).toEqual(before);
});

test.each(['--yes', '--dry-run', ''])(
  'what cannot be reverted is shown with the result, with %s',
  async (how) => {
    await given(cli, 'run revert 1');
    const options = how === '' ? { tty: true } : {};
    const before = await everyRow(cli.database);
    for (const [line, code] of [
      ['run revert 1', 'already-reverted'],
      ['run revert 2', 'run-is-a-revert'],
      ['run revert 1 --subscription A/9', 'nothing-to-revert'],
    ]) {
      const run = await tierctl(`${line} ${how} -o json`, options);
      expect(run).toMatchObject({ code: 3, questions: [] });
      expect(run.json()).toMatchObject({ dryRun: how === '--dry-run', run: null, remaining: 0 });
      expect(run.stderr).toContain(`"code":"${code}"`);
    }
    const rows = await tierctl('run revert 1 --yes -o ndjson');
    expect(rows.stdout.match(/"reason":"already-reverted"/g)).toHaveLength(3);
    expect(await everyRow(cli.database)).toEqual(before);
  },
);

test('a revert is not reverted', async () => {
  await given(cli, 'run revert 1');
  const again = await tierctl('run revert 2 --yes');
  expect(again).toMatchObject({ code: 3, stdout: expect.stringContaining('reverts run  2 (revert') });
  expect(again.stderr).toContain('run 2 undid run 1');
  expect((await tierctl('run revert 1 --yes')).stderr).toContain('run 1 was already reverted by run 2');
});
