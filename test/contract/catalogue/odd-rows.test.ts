// What an adopted table may hold and tierctl would not write: names longer than its own, numbers that several items share, groups
// without a name, items without a profile. Commands and files still work on them.
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type BillingDatabase,
  billingDatabase,
  itemId,
  RENEWAL_PERIODS,
  SCRIPT,
  sku,
} from '../../support/database/billing-database.ts';
import { onEveryEngine } from '../../support/database/engines.ts';

const LONG = 'x'.repeat(250);
const [FIRST, SECOND] = ['6a0e6f5e-0000-4000-8000-000000000001', '6a0e6f5e-0000-4000-8000-000000000002'];

/** Names of up to 400 characters; that of a group may be null. */
function wider(statement: string): string {
  return statement
    .replace('label varchar(80)', 'label varchar(400)')
    .replace('name varchar(200) not null', 'name varchar(400)');
}

onEveryEngine((engine) => {
  let db: BillingDatabase;
  beforeAll(async () => {
    db = await billingDatabase(engine);
    await db.script(...SCRIPT.map(wider), RENEWAL_PERIODS);
    await db.script(
      `update shop.products set label = '${LONG}' where sku = '${sku(3)}'`,
      `insert into shop.upgrade_group (id, name) values ('8e8e00ec-a78f-4635-8787-000000000001', '${LONG}')`,
      `insert into shop.products (product_id, sku, label) values ('${FIRST}', 'DUP', 'One'), ('${SECOND}', 'DUP', 'Two')`,
    );
    expect(await db.run(['migrate', 'adopt', '--yes'])).toMatchObject({ code: 0 });
  });
  afterAll(() => db.drop());

  const must = async (...argv: string[]) => {
    const run = await db.run([...argv, '--yes']);
    expect(run, `${argv.join(' ')}\n${run.stderr}`).toMatchObject({ code: 0 });
    return run;
  };

  test('a name that is longer than tierctl would write can be shortened', async () => {
    await must('item', 'set', sku(3), '--name', 'Short');
    await must('group', 'rename', LONG, 'Short');
    await must('group', 'delete', 'Short');
  });

  test('a second extension with the number of the first is allowed by its id', async () => {
    for (const id of [FIRST, SECOND]) await must('item', 'set', id, '--kind', 'extension');
    for (const id of [FIRST, SECOND]) await must('item', 'extension', 'add', sku(4), id, '--max', '2');
    const [row] = await db.rows(
      `select count(*) as n from tierctl.item_extension where item_id = '${itemId(4)}'`,
    );
    expect(Number(row?.n)).toBe(2);
  });

  test('an item without a profile has one once it is changed', async () => {
    await must('item', 'set', sku(5), '--renewal', 'P1M');
    const [row] = await db.rows(`select kind from tierctl.item_profile where item_id = '${itemId(5)}'`);
    expect(row).toMatchObject({ kind: 'product' });
  });

  test('a group without a name does not stop a file', async () => {
    await db.script(
      `insert into shop.upgrade_group (id, name) values ('8e8e00ec-a78f-4635-8787-000000000002', null)`,
    );
    const file = join(tmpdir(), `tierctl-odd-name-${engine.name}-${process.pid}.yaml`);
    await writeFile(file, 'tierctl: 1\ngroups:\n  - { name: Another }\n');
    await must('apply', '-f', file);
  });
});
