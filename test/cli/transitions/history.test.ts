import { expect, test } from 'vitest';
import { given, seedInto, words } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';

const cli = useCli();
const tierctl = (line: string) => cli.run(words(line));

test('history lists what took effect', async () => {
  expect(await tierctl('history')).toMatchObject({
    code: 0,
    stdout: '',
    stderr: 'No transition took effect.\n',
  });
  expect((await tierctl('history -o json')).json()).toMatchObject({ transitions: [], more: false });
  await seedInto(cli.database, {
    items: [{ articleNumber: 'TRIAL', defaultPath: 'Trial ends' }, { articleNumber: 'GOLD' }],
    paths: [{ name: 'Trial ends', source: 'TRIAL', destination: 'GOLD' }],
    subscriptions: [
      { account: 'ACC-1', item: 'TRIAL', start: '2026-01-01', end: '2026-01-31' },
      { account: 'ACC-2', item: 'TRIAL', start: '2026-01-01', end: '2026-01-31' },
    ],
  });
  await given(cli, 'run-transitions');
  expect((await tierctl('history --account ACC-1')).stdout).toBe(
    'account  from       to        direction  starts      path        applied               run\n' +
      'ACC-1    TRIAL (1)  GOLD (2)  –          2026-02-01  Trial ends  2026-03-01T12:00:00Z    1\n',
  );
  expect(await tierctl('history --path "Trial ends" --limit 1')).toMatchObject({
    stderr: 'These are the first 1; there are more. Narrow the list, or raise --limit.\n',
  });
  expect((await tierctl('path show "Trial ends"')).stdout).toContain('ACC-2    TRIAL (1)  GOLD (2)');
});

test.each([
  ['history --run 1', 4, 'no run "1"'],
  ['history --run x', 2, 'It must be a whole number'],
  ['history --account ACC-1', 4, 'no account "ACC-1"'],
  ['history --path P', 4, 'no path "P"'],
])('tierctl %s: exit %i', async (line, code, message) => {
  const run = await tierctl(line);
  expect(run).toMatchObject({ code, stdout: '' });
  expect(run.stderr).toContain(message);
});
