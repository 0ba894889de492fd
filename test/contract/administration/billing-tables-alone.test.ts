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
} from '../../support/database/billing-database.ts';
import { onEveryEngine } from '../../support/database/engines.ts';

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

    test('doctor finds the member whose item is gone, and names the command that fixes it', async () => {
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

  describe('tables without keys, which let values be null', () => {
    let db: BillingDatabase;
    const TWINS = ['aaaaaaaa-9651-40b5-8f14-e9ed25318358', 'bbbbbbbb-9651-40b5-8f14-e9ed25318358'];
    const NAMELESS = 'cccccccc-9651-40b5-8f14-e9ed25318358';
    const memberId = (n: number) => `dddddddd-0000-4000-8000-00000000000${n}`;
    const memberRow = (n: number, group: string, item: string, level: number, upgradeable = `'1'`) =>
      `('${memberId(n)}', '${group}', '${item}', ${level}, ${upgradeable}, '1', '1', '1')`;
    beforeAll(async () => {
      db = await billingDatabase(engine);
      await db.script(
        'create schema shop',
        'create table shop.products (product_id uuid not null, sku varchar(40), label varchar(80))',
        'create table shop.upgrade_group (id uuid not null, name varchar(200))',
        `create table shop.upgrade_group_member (id uuid not null, fk_group_id uuid not null, fk_item_id uuid not null,
          upgrade_level int not null, upgradeable flag, downgradeable flag, upgradeable_from flag, downgradeable_from flag)`,
        `insert into shop.products (product_id, sku, label) values ('${itemId(1)}', 'NO-LABEL', null),
          ('${itemId(2)}', 'TWICE', 'One'), ('${itemId(3)}', 'TWICE', 'Other'), ('${itemId(4)}', null, 'No number')`,
        `insert into shop.upgrade_group (id, name) values ('${GROUP_ID}', 'Webhosting'), ('${TWINS[0]}', 'Twin'),
          ('${TWINS[1]}', 'Twin'), ('${NAMELESS}', null)`,
        `insert into shop.upgrade_group_member
          (id, fk_group_id, fk_item_id, upgrade_level, upgradeable, downgradeable, upgradeable_from, downgradeable_from)
          values ${[
            memberRow(1, GROUP_ID, itemId(1), 1, 'null'),
            memberRow(2, GROUP_ID, itemId(2), 2),
            memberRow(3, GROUP_ID, itemId(4), 3),
            memberRow(4, TWINS[0] ?? '', itemId(1), 1),
            memberRow(5, TWINS[0] ?? '', itemId(1), 2),
          ].join(', ')}`,
      );
    });
    afterAll(() => db.drop());

    const errorOf = ({ stderr }: { readonly stderr: string }): unknown => JSON.parse(stderr).error;

    test('an item without a label or a number is there all the same, and a flag that is null is off', async () => {
      const shown = await db.run(['group', 'show', 'Webhosting', '-o', 'json']);
      expect(shown.json<{ members: unknown }>().members).toMatchObject([
        { item: { id: itemId(4), articleNumber: itemId(4), name: 'No number' }, level: 3, upgradeable: true },
        { item: { id: itemId(2), articleNumber: 'TWICE', name: 'One' }, level: 2 },
        { item: { id: itemId(1), articleNumber: 'NO-LABEL', name: '' }, level: 1, upgradeable: false },
      ]);
      expect(await db.run(['eligible', itemId(4), '--to', 'NO-LABEL'])).toMatchObject({ code: 0 });
      expect(await db.run(['eligible', 'NO-LABEL', '--to', itemId(4)])).toMatchObject({ code: 3 });
    });

    test('doctor counts none of them as gone, and a group may be without a name', async () => {
      const doctor = await db.run(['doctor', '-o', 'json']);
      const { findings } = doctor.json<{ findings: { rule: string }[] }>();
      expect(findings.map(({ rule }) => rule)).not.toContain('dangling-item');
      const list = await db.run(['group', 'list', '-o', 'json']);
      expect(list.json<{ groups: unknown[] }>().groups).toContainEqual({
        id: NAMELESS,
        name: '',
        memberCount: 0,
      });
    });

    test('what several are called is asked back, and nothing is written', async () => {
      const before = await db.snapshot();
      const group = await db.run(['group', 'delete', 'Twin', '--with-members', '--yes', '-o', 'json']);
      expect(group.code).toBe(5);
      expect(errorOf(group)).toMatchObject({ code: 'group-ambiguous', data: { group: 'Twin', ids: TWINS } });
      const item = await db.run(['member', 'add', NAMELESS, 'TWICE', '--level', '1', '--yes', '-o', 'json']);
      expect(item.code).toBe(5);
      expect(errorOf(item)).toMatchObject({ code: 'item-ambiguous', data: { ids: [itemId(2), itemId(3)] } });
      const remove = ['member', 'remove', TWINS[0] ?? '', 'NO-LABEL', '--yes', '-o', 'json'];
      const member = await db.run(remove);
      expect(member.code).toBe(5);
      expect(errorOf(member)).toMatchObject({
        code: 'member-ambiguous',
        data: { ids: [memberId(4), memberId(5)] },
      });
      expect(await db.snapshot()).toEqual(before);
    });

    test('each of them can be fixed by id', async () => {
      for (const command of [
        ['group', 'rename', TWINS[1] ?? '', 'Other twin'],
        ['group', 'rename', NAMELESS, 'Named'],
        ['member', 'remove', TWINS[0] ?? '', memberId(5)],
        ['member', 'update', 'Webhosting', 'NO-LABEL', '--upgradeable'],
        ['member', 'remove', 'Twin', 'NO-LABEL'],
      ]) {
        expect(await db.run([...command, '--yes'])).toMatchObject({ code: 0 });
      }
      expect(await db.run(['eligible', 'NO-LABEL', '--to', itemId(4)])).toMatchObject({ code: 0 });
    });
  });
});
