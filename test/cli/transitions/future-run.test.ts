import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';

const cli = useCli();
/** Noon of 2026-03-01 in UTC; in Auckland it is the 2nd. */
const TOMORROW = ['run-transitions', '--as-of', '2026-03-02'];
let directory = '';

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tierctl-future-test-'));
  await writeFile(join(directory, 'auckland.yaml'), 'timeZone: Pacific/Auckland\n');
});
afterAll(() => rm(directory, { recursive: true }));

beforeEach(() =>
  seedInto(cli.database, {
    items: [{ articleNumber: 'TRIAL', defaultPath: 'trial ends' }, { articleNumber: 'PLAN' }],
    paths: [{ name: 'trial ends', source: 'TRIAL', destination: 'PLAN' }],
    subscriptions: [
      { account: 'A', item: 'TRIAL', start: '2026-01-01', end: '2026-02-28' },
      { account: 'B', item: 'TRIAL', start: '2026-01-01', end: '2026-03-01' },
    ],
  }),
);

const REFUSED = {
  code: 3,
  stdout: '',
  questions: [],
  stderr: `error: 2026-03-02 is in the future: today is 2026-03-01
hint: to look ahead, add --dry-run or run: tierctl upcoming --until 2026-03-02; to commit it, add --future
`,
};

test.each([
  ['--yes', { argv: ['--yes'] }],
  ['--atomic', { argv: ['--yes', '--atomic'] }],
  ['TIERCTL_YES', { argv: [], env: { TIERCTL_YES: '1' } }],
  ['a terminal, before anything is asked', { argv: [], tty: true }],
])('a run as of tomorrow is refused, with %s', async (_, { argv, ...options }) => {
  const before = await everyRow(cli.database);
  expect(await cli.run([...TOMORROW, ...argv], options)).toMatchObject(REFUSED);
  expect(await everyRow(cli.database)).toEqual(before);
});

test('as JSON the error has both days', async () => {
  const { code, stdout, stderr } = await cli.run([...TOMORROW, '--yes', '-o', 'json']);
  expect([code, stdout]).toEqual([3, '']);
  expect(JSON.parse(stderr)).toMatchObject({
    error: {
      kind: 'refused',
      code: 'as-of-in-future',
      data: { asOf: '2026-03-02', today: '2026-03-01' },
    },
  });
});

test('without --yes off a terminal it is the flags that are missing', async () => {
  expect(await cli.run(TOMORROW)).toMatchObject({ code: 2, stdout: '' });
});

test('--future commits it, on a terminal after the question', async () => {
  const asked = await cli.run([...TOMORROW, '--future', '--account', 'A'], { tty: true, answers: [true] });
  expect(asked).toMatchObject({ code: 0 });
  expect(asked.questions).toHaveLength(1);
  const run = await cli.run([...TOMORROW, '--future', '--yes', '-o', 'json']);
  expect(run.json()).toMatchObject({ run: { asOf: '2026-03-02' }, moved: { total: 1 } });
});

test('a dry run and upcoming look ahead freely', async () => {
  const dry = await cli.run([...TOMORROW, '--dry-run', '-o', 'json'], { env: { TIERCTL_YES: '1' } });
  expect(dry.json()).toMatchObject({ dryRun: true, moved: { total: 2 } });
  const upcoming = await cli.run(['upcoming', '--until', '2026-03-02', '-o', 'json']);
  expect(upcoming.json()).toMatchObject({ upcoming: { total: 2 } });
});

test('today is that of the configured time zone', async () => {
  const config = join(directory, 'auckland.yaml');
  expect(await cli.run([...TOMORROW, '--yes', '--config', config])).toMatchObject({ code: 0 });
  expect(
    await cli.run(['run-transitions', '--as-of', '2026-03-03', '--yes', '--config', config]),
  ).toMatchObject({ code: 3, stderr: expect.stringContaining('today is 2026-03-02') });
});

test('today needs no --future, and may have it', async () => {
  expect(await cli.run(['run-transitions', '--yes'])).toMatchObject({ code: 0 });
  expect(await cli.run(['run-transitions', '--yes', '--future'])).toMatchObject({ code: 0 });
});
