import { expect, test } from 'vitest';
import { given, seedInto, words } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';

const cli = useCli();
const tierctl = (line: string) => cli.run(words(line));

test('create, list and show', async () => {
  expect(await tierctl('account create ACC-1 --name "Blue Bakery" --yes')).toMatchObject({
    code: 0,
    stdout: 'New account\naccount  ACC-1\nname     Blue Bakery\n',
  });
  expect((await tierctl('account create ACC-1 --if-not-exists --yes')).stderr).toBe('Nothing to change.\n');
  await given(cli, 'account create ACC-2');
  expect(await tierctl('account list')).toMatchObject({
    stdout:
      'account  name         active subscriptions\n' +
      'ACC-1    Blue Bakery                     0\n' +
      'ACC-2    –                               0\n',
    stderr: '',
  });
  expect(await tierctl('account list --limit 1 -o ndjson')).toMatchObject({
    stdout: '{"id":"ACC-1","name":"Blue Bakery","activeSubscriptions":0}\n',
    stderr: 'These are the first 1; there are more. Narrow the list, or raise --limit.\n',
  });
  expect((await tierctl('account show ACC-1')).stdout).toBe(
    'account  ACC-1\nname     Blue Bakery\n\nNo subscriptions.\n',
  );
});

test('show has the subscriptions in every format', async () => {
  await seedInto(cli.database, {
    items: [{ articleNumber: 'GOLD', name: 'Gold' }],
    subscriptions: [{ account: 'ACC-1', item: 'GOLD', start: '2026-01-01', end: '2026-03-31' }],
  });
  expect((await tierctl('account show ACC-1')).stdout).toContain(
    'subscription  item  status  start       end         due         path\n' +
      'ACC-1/1       GOLD  active  2026-01-01  2026-03-31  2026-04-01  –\n',
  );
  expect((await tierctl('account show ACC-1 -o json')).json()).toMatchObject({
    account: { id: 'ACC-1', name: 'ACC-1' },
    subscriptions: [
      { address: 'ACC-1/1', item: { articleNumber: 'GOLD' }, path: { rule: 'default', name: null } },
    ],
    more: false,
  });
  const [header, row] = (await tierctl('account show ACC-1 -o csv')).stdout.split('\r\n');
  expect(header).toMatch(/^account,number,address,item\.id,item\.articleNumber,/);
  expect(row).toMatch(
    /^ACC-1,1,ACC-1\/1,[0-9a-f-]{36},GOLD,Gold,active,2026-01-01,2026-03-31,default,,on_end_date,,,,2026-04-01,,$/,
  );
});

test.each([
  ['account create ACC/1', 2, 'it holds a slash'],
  ['account create ""', 2, '"" cannot be an account id'],
  ['account create ACC-1', 5, 'account "ACC-1" already exists'],
  ['account show ACC-11', 4, 'no account "ACC-11"; did you mean ACC-1?'],
  ['account list --limit 0', 2, 'It must be at least 1'],
])('tierctl %s: exit %i', async (line, code, message) => {
  await given(cli, 'account create ACC-1');
  const run = await tierctl(`${line} --yes`);
  expect(run).toMatchObject({ code, stdout: '' });
  expect(run.stderr).toContain(message);
});
