import { expect, test } from 'vitest';
import { given, seedInto, words } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';

const cli = useCli();
const tierctl = (line: string) => cli.run(words(line));

test('history lists what took effect', async () => {
  expect(await tierctl('history')).toMatchObject({
    code: 0,
    stdout: '',
    stderr: 'No transitions.\n',
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

test('a ladder on which the two are level says nothing: on path show, in the run and in the history', async () => {
  await given(
    cli,
    'item create LOW --name Low',
    'item create TOP --name Top',
    ...['Hosting', 'Support'].map((group) => `group create ${group}`),
    'member add Hosting LOW --level 1',
    'member add Hosting TOP --level 2',
    'member add Support LOW --level 5',
    'member add Support TOP --level 5',
    'path create Up --source LOW --destination TOP',
    'path assign LOW Up',
    'subscription add ACC LOW --start 2026-01-01 --end 2026-01-31 --create-account',
  );
  expect((await tierctl('path show Up')).stdout).toContain(
    '\ndirection                 upgrade: Hosting 1 → 2, Support 5 = 5\n',
  );
  expect((await tierctl('path show Up -o json')).json()).toMatchObject({
    direction: 'upgrade',
    ladders: [
      { group: { name: 'Hosting' }, from: 1, to: 2, direction: 'upgrade' },
      { group: { name: 'Support' }, from: 5, to: 5, direction: 'none' },
    ],
  });
  expect((await tierctl('run-transitions --dry-run')).stdout).toContain('Up    upgrade        1');
  expect((await tierctl('run-transitions --yes')).stdout).toContain('Up    upgrade        1');
  expect((await tierctl('history')).stdout).toContain('upgrade');
  expect(await tierctl('doctor')).toMatchObject({ code: 0 });
  await given(cli, 'member update Support TOP --level 4');
  expect((await tierctl('path show Up')).stdout).toContain('none: Hosting 1 → 2, Support 5 → 4\n');
  expect((await tierctl('doctor')).stdout).toContain('direction-differs');
  await given(cli, 'member remove Support TOP', 'member remove Hosting TOP');
  expect((await tierctl('path show Up')).stdout).toContain('none: no group contains both\n');
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
