// Groups, members and eligibility on a database that other programs made and that has no tierctl schema.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type BillingDatabase,
  billingDatabase,
  GONE,
  GROUP_ID,
  ITEMS,
  itemId,
  RENEWAL_PERIODS,
  SCRIPT,
  sku,
} from '../support/billing-database.ts';
import { onEveryEngine } from '../support/engines.ts';

const NO_AUDIT = 'No audit trail is kept: this database has no tierctl schema.\n';
const BILLING_TABLES = ['shop.invoice', 'shop.products', 'shop.upgrade_group', 'shop.upgrade_group_member'];

onEveryEngine((engine) => {
  describe('a database with the seed’s two tables and 2,000 items under other names', () => {
    let db: BillingDatabase;
    beforeAll(async () => {
      db = await billingDatabase(engine);
      await db.script(...SCRIPT);
    });
    afterAll(() => db.drop());

    test('groups are listed and shown, a member whose item is gone as such', async () => {
      const list = await db.run(['group', 'list', '-o', 'json']);
      expect(list).toMatchObject({ code: 0, stderr: '' });
      expect(list.json()).toMatchObject({ groups: [{ id: GROUP_ID, name: 'Webhosting', memberCount: 3 }] });
      const shown = await db.run(['group', 'show', 'Webhosting', '-o', 'json']);
      expect(shown.json<{ members: unknown }>().members).toMatchObject([
        { item: { id: GONE, articleNumber: null, name: null }, level: 3 },
        { item: { id: itemId(2), articleNumber: sku(2), name: 'Item 2' }, level: 2 },
        { item: { id: itemId(1), articleNumber: sku(1) }, level: 1 },
      ]);
    });

    test('doctor finds the member whose item is gone, and names the command that mends it', async () => {
      const doctor = await db.run(['doctor', '-o', 'json']);
      expect(doctor.code).toBe(3);
      expect(doctor.json()).toMatchObject({
        schema: 'missing',
        checked: { groups: 1, members: 3, paths: 0 },
        findings: [
          {
            rule: 'dangling-item',
            where: { group: { id: GROUP_ID }, item: { id: GONE } },
            fix: `tierctl member remove Webhosting ${GONE}`,
          },
        ],
      });
      expect((await db.run(['group', 'show', 'Webhosting', '--matrix'])).code).toBe(0);
    });

    test('a dry run leaves everything as it was', async () => {
      const before = await db.snapshot();
      const run = await db.run(['member', 'add', 'Webhosting', sku(ITEMS), '--level', '4', '--dry-run']);
      expect(run).toMatchObject({ code: 0, stderr: `${NO_AUDIT}Dry run: nothing was written.\n` });
      expect(await db.snapshot()).toEqual(before);
    });

    test('a member is added, and nothing else is changed', async () => {
      const before = await db.snapshot();
      const add = ['member', 'add', 'Webhosting', sku(ITEMS), '--level', '4', '--yes', '-o', 'json'];
      const run = await db.run(add);
      expect(run).toMatchObject({ code: 0, stderr: `${NO_AUDIT}Committed.\n` });
      const { member } = run.json<{ member: { id: string } }>();
      expect(member).toMatchObject({ item: { id: itemId(ITEMS), articleNumber: sku(ITEMS) }, level: 4 });

      const after = await db.snapshot();
      expect(Object.keys(after.rows).sort()).toEqual(BILLING_TABLES);
      expect(after.rows['shop.products']).toHaveLength(ITEMS);
      const members = after.rows['shop.upgrade_group_member'] ?? [];
      const others = members.filter((row) => !row.includes(member.id));
      expect(members).toHaveLength(others.length + 1);
      expect({ ...after, rows: { ...after.rows, 'shop.upgrade_group_member': others } }).toEqual(before);

      const again = await db.run(add);
      expect(again.code).toBe(5);
      expect(JSON.parse(again.stderr)).toMatchObject({ error: { code: 'member-exists' } });
    });

    test('moves are listed and judged, with every item an active product without renewal periods', async () => {
      const list = await db.run(['eligible', sku(1), '-o', 'json']);
      expect(list).toMatchObject({ code: 0, stderr: '' });
      const { moves } = list.json<{ moves: { item: { id: string }; eligible: boolean }[] }>();
      expect(moves.find(({ item }) => item.id === itemId(2))).toMatchObject({ eligible: true });
      expect(moves.find(({ item }) => item.id === GONE)).toMatchObject({ eligible: false });
      expect(await db.run(['eligible', sku(1), '--to', sku(2)])).toMatchObject({ code: 0 });
      expect(await db.run(['eligible', sku(1), '--to', sku(3)])).toMatchObject({ code: 3 });
      const unknown = await db.run(['eligible', 'SKU-199']);
      expect(unknown).toMatchObject({ code: 4, stderr: expect.stringContaining('did you mean SKU-') });
    });

    test('groups and members are changed and removed', async () => {
      const commands = [
        ['group', 'create', 'Mail'],
        ['group', 'rename', 'Mail', 'E-mail'],
        ['member', 'add', 'E-mail', sku(7), '--level', '1'],
        ['member', 'update', 'E-mail', sku(7), '--no-upgradeable'],
        ['member', 'remove', 'E-mail', sku(7)],
        ['member', 'remove', 'Webhosting', GONE],
        ['group', 'delete', 'E-mail'],
      ];
      for (const command of commands) {
        expect(await db.run([...command, '--yes'])).toMatchObject({
          code: 0,
          stderr: `${NO_AUDIT}Committed.\n`,
        });
      }
      expect(await db.run(['member', 'list', 'Webhosting', '-o', 'csv'])).not.toMatchObject({
        stdout: expect.stringContaining(GONE),
      });
    });

    test('every other command asks for the schema and says how to get it', async () => {
      for (const command of [
        ['item', 'list'],
        ['audit', 'list'],
        ['run-transitions', '--dry-run'],
      ]) {
        expect(await db.run(command)).toMatchObject({
          code: 2,
          stderr:
            'error: the database has billing tables, but no tierctl schema\nhint: run: tierctl migrate adopt\n',
        });
      }
    });

    test('renewal periods count once their table is there', async () => {
      const rows = [`'${GONE}', '${itemId(1)}', 1, 'MONTH'`, `'${GROUP_ID}', '${itemId(2)}', 1, 'YEAR'`];
      await db.script(
        RENEWAL_PERIODS,
        `insert into shop.renewal_period (id, fk_item_id, renewal_period_value, renewal_period_unit)
          values ${rows.map((row) => `(${row})`).join(', ')}`,
      );
      const run = await db.run(['eligible', sku(1), '--to', sku(2)]);
      expect(run).toMatchObject({ code: 3, stdout: expect.stringMatching(/renewal-period +failed/) });
    });
  });

  describe('tables that cannot be worked with', () => {
    let db: BillingDatabase;
    beforeAll(async () => {
      db = await billingDatabase(engine);
    });
    afterAll(() => db.drop());

    test('none at all', async () => {
      const run = await db.run(['group', 'list']);
      expect(run).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('hint: run: tierctl migrate up'),
      });
    });

    test('columns that an insert must fill are named before it is tried', async () => {
      await db.script(
        ...SCRIPT.filter((statement) => !/create table shop.upgrade_group(_member)? /.test(statement)).slice(
          0,
          3,
        ),
      );
      await db.script(
        `create table shop.upgrade_group (id uuid not null, name varchar(200) not null, serial identity,
          tenant int not null, note varchar(20), made_by varchar(20) default 'hand' not null, region char(2) not null)`,
        `create table shop.upgrade_group_member (id uuid not null, fk_group_id uuid not null, fk_item_id uuid not null,
          upgrade_level int not null, upgradeable flag not null, downgradeable flag not null,
          upgradeable_from flag not null, downgradeable_from flag not null, valid_from date not null)`,
        `insert into shop.upgrade_group (id, name, tenant, region) values ('${GROUP_ID}', 'Webhosting', 1, 'SE')`,
        `insert into shop.products (product_id, sku, label) values ('${itemId(1)}', '${sku(1)}', 'Item 1')`,
      );
      const before = await db.snapshot();
      const create = await db.run(['group', 'create', 'Mail', '--yes', '-o', 'json']);
      expect(create.code).toBe(3);
      expect(JSON.parse(create.stderr)).toMatchObject({
        error: {
          kind: 'refused',
          code: 'mandatory-columns',
          data: { table: 'shop.upgrade_group', columns: ['tenant', 'region'] },
        },
      });
      const add = await db.run(['member', 'add', 'Webhosting', sku(1), '--level', '1', '--yes']);
      expect(add).toMatchObject({ code: 3, stdout: '' });
      expect(add.stderr).toContain('shop.upgrade_group_member');
      expect(add.stderr).toContain('(valid_from)');
      expect(await db.snapshot()).toEqual(before);
      // What is there already may still be read and changed.
      expect(await db.run(['group', 'rename', 'Webhosting', 'Web', '--yes'])).toMatchObject({ code: 0 });
    });
  });
});
