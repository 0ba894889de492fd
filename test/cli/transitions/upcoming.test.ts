import { beforeEach, expect, test } from 'vitest';
import { seedInto, words } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';

const cli = useCli();
const NOW = '2026-02-10T12:00:00.000Z';
const tierctl = (line: string, options = {}) => cli.run(words(line), { now: NOW, ...options });

beforeEach(() =>
  seedInto(cli.database, {
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
      { account: 'C', item: 'TRIAL', start: '2026-01-01', end: '2026-02-28' },
      { account: 'D', item: 'STANDARD', start: '2026-01-01', end: '2026-02-28' },
    ],
  }),
);

test('upcoming shows what will move, what is already due, and what will not move', async () => {
  const run = await tierctl('upcoming');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.stdout).toBe(`until               2026-03-12
will move           4, 1 of them already due
due, will not move  1
will fail           0

day         path        direction  from   to        count
2026-02-01  trial ends  –          TRIAL  INTRO         1  already due
2026-03-01  intro ends  –          INTRO  STANDARD      1
2026-03-01  trial ends  –          TRIAL  INTRO         2

will move  item   to   item      starts      path
A/1        TRIAL  A/2  INTRO     2026-02-01  trial ends
A/2        INTRO  A/3  STANDARD  2026-03-01  intro ends
B/1        TRIAL  B/2  INTRO     2026-03-01  trial ends
C/1        TRIAL  C/2  INTRO     2026-03-01  trial ends

not moved because  count
no-path                1  no upgrade path applies to it

not moved  item      due         path  reason
D/1        STANDARD  2026-03-01  –     no-path
`);
});

test('--chart draws a bar for each day', async () => {
  const run = await tierctl('upcoming --until 2026-03-01 --chart', { tty: { stdout: true }, columns: 50 });
  expect(run.stdout).toContain(`
2026-02-01  ███████▋ 1  already due
2026-03-01  ███████████████████████ 3

`);
});

test('the JSON has the documented shape; csv and ndjson have the days', async () => {
  const item = (articleNumber: string) => ({ id: expect.any(String), articleNumber, name: articleNumber });
  const json = (await tierctl('upcoming --until 2026-02-10 -o json')).json();
  expect(json).toEqual({
    schemaVersion: 1,
    dryRun: false,
    today: '2026-02-10',
    until: '2026-02-10',
    upcoming: {
      total: 1,
      overdue: 1,
      days: [
        {
          date: '2026-02-01',
          overdue: true,
          path: 'trial ends',
          direction: 'none',
          from: item('TRIAL'),
          to: item('INTRO'),
          count: 1,
        },
      ],
      transitions: [
        {
          account: 'A',
          from: { number: 1, item: item('TRIAL') },
          to: { number: 2, item: item('INTRO') },
          path: 'trial ends',
          direction: 'none',
          effectiveDate: '2026-02-01',
          appliedAt: null,
          run: null,
          reverted: null,
          takenAway: { endDate: null, extensions: [], components: [], attributes: [] },
        },
      ],
    },
    takenAway: { total: 0, byPath: [] },
    notMoved: { total: 0, byReason: [], subscriptions: [] },
    failed: { total: 0, subscriptions: [] },
  });
  expect((await tierctl('upcoming --days 0 -o csv')).stdout).toMatch(
    /^date,overdue,path,direction,from\.id,from\.articleNumber,from\.name,to\.id,to\.articleNumber,to\.name,count\r\n2026-02-01,true,trial ends,none,.*,1\r\n$/,
  );
  expect((await tierctl('upcoming --days 20 -o ndjson')).stdout.trim().split('\n')).toHaveLength(3);
});

test('it needs no consent, and writes nothing', async () => {
  await tierctl('upcoming --max-hops 1');
  for (const table of ['run', 'run_failure', 'audit', 'transition', 'taken_away'] as const) {
    expect(await cli.database.kysely.selectFrom(`tierctl.${table}`).selectAll().execute()).toEqual([]);
  }
});

test('what would fail is listed', async () => {
  const run = await tierctl('upcoming --max-hops 1');
  expect(run.code).toBe(0);
  expect(run.stdout).toMatch(/will fail\s+1/);
  expect(run.stdout).toMatch(/A\/1\s+hop-limit/);
});

test.each([
  ['upcoming --until 2026-02-09', 2, '2026-02-09 is past: today is 2026-02-10'],
  ['upcoming --until 2026-02-30', 2, '"2026-02-30" is not a date'],
  [
    'upcoming --until 2026-03-01 --days 3',
    2,
    "option '--until <date>' cannot be used with option '--days <n>'",
  ],
  ['upcoming --days -1', 2, 'It must be at least 0'],
  ['upcoming --path "trial end"', 4, 'no path "trial end"; did you mean trial ends?'],
  ['upcoming --account Z', 4, 'no account "Z"'],
])('tierctl %s: exit %i', async (line, code, message) => {
  const run = await tierctl(line);
  expect(run).toMatchObject({ code, stdout: '' });
  expect(run.stderr).toContain(message);
});

test('while a run is under way it says so and leaves with 75', async () => {
  const held = await cli.database.acquireLock('run-transitions', 0);
  const run = await tierctl('upcoming --lock-timeout 0');
  await held.release();
  expect(run).toMatchObject({ code: 75, stdout: '' });
  expect(run.stderr).toContain('the lock "run-transitions" is held by');
});
