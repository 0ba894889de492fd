// An operator who may read the items and change the two group tables, and has no other right in the database.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type BillingDatabase,
  billingDatabase,
  RENEWAL_PERIODS,
  SCRIPT,
  sku,
} from '../../support/database/billing-database.ts';
import { engines } from '../../support/database/engines.ts';

const ROLE = `tierctl_operator_${randomBytes(4).toString('hex')}`;
const PASSWORD = randomBytes(8).toString('hex');
let db: BillingDatabase;
let url: string;

beforeAll(async () => {
  const engine = engines.find(({ name }) => name === 'PostgreSQL');
  if (engine === undefined) throw new Error('there is no PostgreSQL');
  db = await billingDatabase(engine);
  await db.script(
    ...SCRIPT,
    `create role ${ROLE} login password '${PASSWORD}'`,
    `grant usage on schema shop to ${ROLE}`,
    `grant select on shop.products to ${ROLE}`,
    `grant select, insert, update, delete on shop.upgrade_group, shop.upgrade_group_member to ${ROLE}`,
  );
  const own = new URL(db.url);
  own.username = ROLE;
  own.password = PASSWORD;
  url = own.href;
});
afterAll(async () => {
  await db.script(`drop owned by ${ROLE}`, `drop role ${ROLE}`);
  await db.drop();
});

const run = (...argv: string[]) => db.run(argv, { url });

test('reads and changes groups and members', async () => {
  const commands = [
    ['group', 'list'],
    ['group', 'show', 'Webhosting'],
    ['group', 'show', 'Webhosting', '--matrix'],
    ['group', 'create', 'Mail', '--yes'],
    ['member', 'add', 'Mail', sku(42), '--level', '1', '--yes'],
    ['member', 'update', 'Mail', sku(42), '--level', '2', '--yes'],
    ['member', 'remove', 'Mail', sku(42), '--yes'],
    ['group', 'delete', 'Mail', '--yes'],
    ['eligible', sku(1)],
    ['eligible', sku(1), '--to', sku(2)],
  ];
  for (const command of commands) {
    const done = await run(...command);
    expect(done, `${command.join(' ')}\n${done.stderr}`).toMatchObject({ code: 0 });
  }
});

test('learns from doctor what is wrong', async () => {
  const doctor = await run('doctor');
  expect(doctor).toMatchObject({ code: 3, stderr: 'error: doctor found 1 error\n' });
  expect(doctor.stdout).toContain('error  dangling-item\n');
});

test('may not adopt', async () => {
  const adopt = await run('migrate', 'adopt', '--yes', '-o', 'json');
  expect(adopt.code).toBe(3);
  await db.script(RENEWAL_PERIODS, `grant select on shop.renewal_period to ${ROLE}`);
  const again = await run('migrate', 'adopt', '--yes', '-o', 'json');
  expect(again.code).toBe(2);
  expect(JSON.parse(again.stderr)).toMatchObject({ error: { code: 'permission-denied' } });
  await db.script(`revoke select on shop.renewal_period from ${ROLE}`);
});

test('gets an error, not an empty list, without permission to read renewal periods', async () => {
  expect(await run('group', 'list')).toMatchObject({ code: 0 });
  expect(await run('eligible', sku(1))).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('permission denied for table renewal_period'),
  });
});

test('is not taken for one without a tierctl schema where it may not use that', async () => {
  expect(await db.run(['migrate', 'adopt', '--yes'])).toMatchObject({ code: 0 });
  expect(await run('group', 'list')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('permission denied for schema tierctl'),
  });
});
