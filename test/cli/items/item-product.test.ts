import { beforeEach, expect, test } from 'vitest';
import { seedInto, words } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';

const cli = useCli();
const run = (line: string) => cli.run(words(line));

beforeEach(() =>
  seedInto(cli.database, {
    items: [
      { articleNumber: 'GOLD', kind: 'package' },
      { articleNumber: 'MAILBOX', name: 'A mailbox' },
      { articleNumber: 'DATABASE', name: 'A database' },
    ],
  }),
);

test('what changes about the contents of a package is shown beside what was', async () => {
  const lines = async (line: string) => (await run(`${line} --yes`)).stdout.split('\n').slice(0, -1);
  expect(await lines('item product add GOLD MAILBOX')).toEqual([
    'GOLD',
    'product MAILBOX  none → at least 1',
  ]);
  expect(await lines('item product update GOLD MAILBOX --min 2 --max 50')).toEqual([
    'GOLD',
    'product MAILBOX  at least 1 → 2 to 50',
  ]);
  expect(await lines('item product update GOLD MAILBOX --no-max')).toEqual([
    'GOLD',
    'product MAILBOX  2 to 50 → at least 2',
  ]);
  expect(await lines('item product add GOLD MAILBOX --if-not-exists')).toEqual(['GOLD', 'no change']);
  expect(await lines('item product remove GOLD MAILBOX')).toEqual([
    'GOLD',
    'product MAILBOX  at least 2 → none',
  ]);
});

test('item show and item product list show the products', async () => {
  expect(await run('item product list GOLD')).toMatchObject({
    code: 0,
    stdout: '',
    stderr: 'GOLD contains no products. Add one: tierctl item product add GOLD PRODUCT\n',
  });
  await run('item product add GOLD MAILBOX --max 50 --yes');
  await run('item product add GOLD DATABASE --min 0 --yes');
  const table =
    'product   name        minimum  maximum\n' +
    'DATABASE  A database        0        –\n' +
    'MAILBOX   A mailbox         1       50\n';
  const unpadded = (text: string) => text.replace(/ +$/gm, '');
  expect(unpadded((await run('item product list GOLD')).stdout)).toBe(unpadded(table));
  expect(unpadded((await run('item show GOLD')).stdout)).toContain(`\n\n${unpadded(table)}`);
  const products = [
    { item: { articleNumber: 'DATABASE', name: 'A database' }, minimum: 0, maximum: null },
    { item: { articleNumber: 'MAILBOX' }, minimum: 1, maximum: 50 },
  ];
  expect((await run('item product list GOLD -o json')).json()).toMatchObject({
    package: { articleNumber: 'GOLD' },
    products,
  });
  expect((await run('item show GOLD -o json')).json()).toMatchObject({ item: { products } });
  expect((await run('item show MAILBOX -o json')).json()).toMatchObject({ item: { products: [] } });
  const csv = (await run('item product list GOLD -o csv')).stdout.split('\r\n');
  expect(csv[0]).toBe('item.id,item.articleNumber,item.name,minimum,maximum');
  expect(csv[1]).toMatch(/,DATABASE,A database,0,$/);
  expect(csv[2]).toMatch(/,MAILBOX,A mailbox,1,50$/);
});

test.each([
  ['item product add GOLD MAILBOX --min 1001 --yes', 2, 'It must be at most 1000.'],
  ['item product add GOLD MAILBOX --min -1 --yes', 2, 'It must be at least 0.'],
  ['item product add GOLD MAILBOX --min 3 --max 2 --yes', 2, 'the maximum 2 is below the minimum 3'],
  ['item product add MAILBOX GOLD --yes', 3, 'MAILBOX is a product, not a package'],
  ['item product update GOLD MAILBOX --yes', 2, 'no change given'],
  [
    'item product remove GOLD MAILBOX --yes',
    3,
    'the package GOLD has no product "MAILBOX"; it has none at all',
  ],
])('%s is refused', async (line, code, message) => {
  const refused = await run(line);
  expect(refused).toMatchObject({ code, stdout: '' });
  expect(refused.stderr).toContain(message);
});
