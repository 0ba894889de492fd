import { beforeEach, expect, test } from 'vitest';
import { given, WEBHOSTING, words } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';

const cli = useCli();
const run = (line: string, options = {}) => cli.run(words(line), options);

beforeEach(() => given(cli, ...WEBHOSTING, 'item create DNS --name DNS'));

test('eligible prints one line per switch, within 80 columns', async () => {
  const { code, stdout } = await run('eligible HST-SILVER', { tty: { stdout: true }, columns: 80 });
  expect(code).toBe(0);
  expect(stdout.split('\n')).toEqual([
    'HST-SILVER in Webhosting',
    'direction     to            level  allowed',
    '↑ upgrade     HST-PLAT         40  no: no renewal period in common; not active',
    '↑ upgrade     HST-GOLD         30  yes',
    '= equivalent  HST-SILVER-2     20  no: same level; no renewal period in common',
    '↓ downgrade   HST-START        10  no: HST-START is not downgradeable_from',
    '',
  ]);
});

test('eligible judges each group on its own and names it', async () => {
  await given(
    cli,
    'group create Business',
    'member add Business HST-GOLD --level 1',
    'member add Business HST-SILVER --level 2',
  );
  const { stdout } = await run('eligible HST-GOLD');
  expect(stdout).toContain('HST-GOLD in Business\n');
  expect(stdout).toContain('\n\nHST-GOLD in Webhosting\n');
  const { moves } = (await run('eligible HST-GOLD --to HST-SILVER -o json')).json<{ moves: unknown[] }>();
  expect(moves).toMatchObject([
    { group: { name: 'Business' }, direction: 'upgrade' },
    { group: { name: 'Webhosting' }, direction: 'downgrade' },
  ]);
});

test('eligible --to prints the gates one by one', async () => {
  const { code, stdout } = await run('eligible HST-SILVER --to HST-START', {
    tty: { stdout: true },
    columns: 80,
  });
  expect(code).toBe(3);
  expect(stdout.split('\n')).toEqual([
    'HST-SILVER → HST-START in Webhosting: downgrade, not allowed',
    'gate             verdict  because',
    'same-group       passed   both are in Webhosting',
    'different-level  passed   from level 20 to level 10',
    'source-flag      passed   HST-SILVER is downgradeable',
    'target-flag      failed   HST-START is not downgradeable_from',
    'renewal-period   passed   both renew every 1 month',
    'target-active    passed   HST-START is active',
    '',
  ]);
});

test('the one-way example: 0 and the upgrade, 3 and no way back', async () => {
  const up = await run('eligible HST-START --to HST-SILVER -o json');
  expect(up.code).toBe(0);
  expect(up.json()).toMatchObject({
    schemaVersion: 1,
    source: { articleNumber: 'HST-START' },
    target: { articleNumber: 'HST-SILVER' },
    eligible: true,
    moves: [
      {
        group: { name: 'Webhosting' },
        item: { articleNumber: 'HST-SILVER', name: 'Silver hosting' },
        level: 20,
        direction: 'upgrade',
        eligible: true,
        gates: [
          { code: 'same-group', passed: true, detail: 'both are in Webhosting' },
          { code: 'different-level', passed: true, detail: 'from level 10 to level 20' },
          { code: 'source-flag', passed: true, detail: 'HST-START is upgradeable' },
          { code: 'target-flag', passed: true, detail: 'HST-SILVER is upgradeable_from' },
          { code: 'renewal-period', passed: true, detail: 'both renew every 1 month' },
          { code: 'target-active', passed: true, detail: 'HST-SILVER is active' },
        ],
      },
    ],
  });
  const down = await run('eligible HST-SILVER --to HST-START -o json');
  expect(down.code).toBe(3);
  expect(down.json()).toMatchObject({
    eligible: false,
    moves: [{ direction: 'downgrade', eligible: false }],
  });
  expect(JSON.parse(down.stderr)).toMatchObject({ error: { kind: 'refused', code: 'not-eligible' } });
});

test('no shared group: the first gate fails, the others are checked as far as possible', async () => {
  const { code, stdout } = await run('eligible HST-GOLD --to DNS');
  expect(code).toBe(3);
  expect(stdout.split('\n')).toEqual([
    'HST-GOLD → DNS: not allowed',
    'gate             verdict  because',
    'same-group       failed   no group holds both HST-GOLD and DNS',
    'different-level  –        not checked: they share no group',
    'source-flag      –        not checked: they share no group',
    'target-flag      –        not checked: they share no group',
    'renewal-period   failed   HST-GOLD renews every 12 months, DNS has no period',
    'target-active    passed   DNS is active',
    '',
  ]);
});

test('an item on no ladder has no moves, which is an answer', async () => {
  expect(await run('eligible DNS')).toMatchObject({
    code: 0,
    stdout: '',
    stderr: 'DNS shares no group with another item.\n',
  });
  expect((await run('eligible DNS -o json')).json()).toMatchObject({
    source: { articleNumber: 'DNS' },
    moves: [],
  });
});

test('an unknown item exits 4 with a suggestion', async () => {
  for (const line of ['eligible HST-GLOD', 'eligible HST-GLOD --to DNS', 'eligible DNS --to HST-GLOD']) {
    expect(await run(line)).toMatchObject({
      code: 4,
      stdout: '',
      stderr: 'error: no item "HST-GLOD"; did you mean HST-GOLD?\n',
    });
  }
});
