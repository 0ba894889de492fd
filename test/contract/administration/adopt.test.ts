// A billing database that other programs made, taken over as it is: tierctl's own schema comes and goes beside it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { migrations } from '../../../migrations/list.ts';
import {
  type BillingDatabase,
  billingDatabase,
  ITEMS,
  itemId,
  RENEWAL_PERIODS,
  SCRIPT,
  type Snapshot,
  sku,
} from '../../support/database/billing-database.ts';
import { onEveryEngine, type TestEngine } from '../../support/database/engines.ts';

const [BILLING = '', ...OWN] = migrations.map(({ name }) => name);
const TABLES = ['shop.products', 'shop.upgrade_group', 'shop.upgrade_group_member', 'shop.renewal_period'];

onEveryEngine((engine) => {
  describe('tables that fit', () => {
    const db = useBillingDatabase(engine, [...SCRIPT, RENEWAL_PERIODS]);
    let before: Snapshot;
    beforeAll(async () => {
      before = await db().snapshot();
    });
    const isUntouched = async () => expect(billingOf(await db().snapshot())).toEqual(before);
    const states = async () => {
      const run = await db().run(['migrate', 'status', '-o', 'json']);
      const { migrations: all } = run.json<{
        migrations: { name: string; appliedAt: string | null; adopted: boolean }[];
      }>();
      return all.map(({ name, appliedAt, adopted }) => [
        name,
        appliedAt === null ? 'pending' : adopted ? 'adopted' : 'applied',
      ]);
    };
    const inPlace = [[BILLING, 'adopted'], ...OWN.map((name) => [name, 'applied'])];

    test('migrate up creates no second set of them and says to adopt', async () => {
      const run = await db().run(['migrate', 'up', '--yes']);
      expect(run).toMatchObject({ code: 3, stdout: '' });
      expect(run.stderr).toBe(
        `error: billing tables exist already: ${TABLES.join(', ')}\n` +
          'hint: to keep them as they are, run: tierctl migrate adopt\n',
      );
    });

    test('a dry run shows what it would do and leaves the database as it was', async () => {
      const run = await db().run(['migrate', 'adopt', '--dry-run', '-o', 'json']);
      expect(run.json()).toEqual({ schemaVersion: 1, dryRun: true, adopted: TABLES, applied: OWN });
      expect(await db().snapshot()).toEqual(before);
    });

    test('without consent nothing is written', async () => {
      expect(await db().run(['migrate', 'adopt'])).toMatchObject({ code: 2 });
      expect(await db().snapshot()).toEqual(before);
    });

    test('adopted: only the own schema is new, and the audit trail begins', async () => {
      const run = await db().run(['migrate', 'adopt', '--yes']);
      expect(run).toMatchObject({ code: 0, stderr: 'Committed.\n' });
      expect(run.stdout).toBe(
        `Billing tables adopted as they are\n${lines(TABLES)}\n\nMigrations applied\n${lines(OWN)}\n`,
      );
      expect(await states()).toEqual(inPlace);
      await isUntouched();
      expect((await db().run(['audit', 'list', '-o', 'json'])).json()).toMatchObject({
        audit: [{ command: 'migrate adopt', after: { adopted: TABLES, applied: OWN } }],
      });
      for (const again of ['adopt', 'up']) {
        expect(await db().run(['migrate', again, '--yes'])).toMatchObject({
          code: 0,
          stderr: expect.stringMatching(/Nothing to change\.\n$/),
        });
      }
    });

    test('items under other names: read, renamed, created, moved', async () => {
      const list = (await db().run(['item', 'list', '-o', 'json'])).json<{ items: unknown[] }>();
      expect(list.items).toHaveLength(ITEMS);
      expect(list.items[0]).toMatchObject({ id: itemId(1), articleNumber: sku(1), name: 'Item 1' });
      const commands = [
        ['item', 'set', sku(1), '--name', 'First'],
        ['item', 'create', 'NEW', '--name', 'New one', '--renewal', 'P1M'],
        ['account', 'create', 'ACC', '--name', 'Account'],
        ['path', 'create', 'Up', '--source', sku(1), '--destination', 'NEW'],
        ['path', 'assign', sku(1), 'Up'],
        ['subscription', 'add', 'ACC', sku(1), '--start', '2026-01-01', '--end', '2026-01-31'],
        ['run-transitions', '--as-of', '2026-02-01'],
      ];
      for (const command of commands) {
        const run = await db().run([...command, '--yes']);
        expect(run, `${command.join(' ')}\n${run.stderr}`).toMatchObject({ code: 0 });
      }
      const show = await db().run(['subscription', 'list', '--account', 'ACC', '-o', 'json']);
      expect(show.json()).toMatchObject({
        subscriptions: [
          { number: 1, item: { articleNumber: sku(1), name: 'First' }, status: 'ended' },
          { number: 2, item: { articleNumber: 'NEW', name: 'New one' }, status: 'active' },
        ],
      });
      const written = await db().rows(
        `select sku, label from shop.products where sku in ('NEW', '${sku(1)}') order by sku`,
      );
      expect(written).toEqual([
        { sku: 'NEW', label: 'New one' },
        { sku: sku(1), label: 'First' },
      ]);
      await db().script(
        `update shop.products set label = 'Item 1' where sku = '${sku(1)}'`,
        `delete from shop.renewal_period`,
        `delete from shop.products where sku = 'NEW'`,
      );
    });

    test.each([
      ['item set', ['item', 'set', sku(1), '--name', 'n'.repeat(81)], 'label', 80, 81],
      ['item create', ['item', 'create', 'A'.repeat(41), '--name', 'x'], 'sku', 40, 41],
      ['item create with a long name', ['item', 'create', 'A', '--name', 'n'.repeat(100)], 'label', 80, 100],
    ])('%s: a column that is too short is named', async (_command, argv, column, most, given) => {
      const run = await db().run([...argv, '--yes', '-o', 'json']);
      expect(run.code).toBe(3);
      const { error } = JSON.parse(run.stderr) as { error: { message: string } };
      expect(error).toMatchObject({
        kind: 'refused',
        code: 'value-too-large',
        data: { table: 'shop.products', column },
      });
      expect(error.message).toContain(`shop.products.${column} holds at most ${most} characters`);
      expect(error.message).toContain(`has ${given} characters`);
      await isUntouched();
    });

    test('a column without Unicode takes what its code page has', async () => {
      expect(await db().run(['item', 'set', sku(1), '--name', 'Größe', '--yes'])).toMatchObject({ code: 0 });
      const label = `select label from shop.products where sku = '${sku(1)}'`;
      expect(await db().rows(label)).toEqual([{ label: 'Größe' }]);
      await db().script(`update shop.products set label = 'Item 1' where sku = '${sku(1)}'`);
    });

    test('groups are changed with an audit trail now', async () => {
      for (const verb of ['create', 'delete']) {
        expect(await db().run(['group', verb, 'Mail', '--yes'])).toMatchObject({
          code: 0,
          stderr: 'Committed.\n',
        });
      }
      await isUntouched();
    });

    test('down to the billing tables and up again', async () => {
      const down = ['migrate', 'down', '--to', BILLING, '--discard-data', '--yes', '-o', 'json'];
      expect((await db().run(down)).json()).toMatchObject({ undone: [...OWN].reverse(), kept: [] });
      expect(await states()).toEqual([[BILLING, 'adopted'], ...OWN.map((name) => [name, 'pending'])]);
      expect((await db().run(['migrate', 'up', '--yes', '-o', 'json'])).json()).toMatchObject({
        applied: OWN,
      });
      expect(await states()).toEqual(inPlace);
      await isUntouched();
    });

    test('down with all of them takes the adoption off the record and drops no adopted table', async () => {
      const down = await db().run(['migrate', 'down', '--all', '--discard-data', '--yes']);
      expect(down).toMatchObject({
        code: 0,
        stdout: expect.stringContaining(`${BILLING} (adopted: its tables stay)`),
      });
      expect(down.stdout).not.toContain('shop.');
      await isUntouched();
      expect(await states()).toEqual([BILLING, ...OWN].map((name) => [name, 'pending']));
      expect(await db().run(['group', 'list'])).toMatchObject({ code: 0 });
      expect(await db().run(['migrate', 'up', '--yes'])).toMatchObject({ code: 3 });
      expect(await db().run(['migrate', 'adopt', '--yes'])).toMatchObject({ code: 0 });
      expect(await db().run(['migrate', 'down', '--yes', '--discard-data'])).toMatchObject({ code: 0 });
      // One by one, too, the last of them is only forgotten.
      for (const _ of OWN)
        expect(await db().run(['migrate', 'down', '--yes', '--discard-data'])).toMatchObject({ code: 0 });
      expect(await states()).toEqual([BILLING, ...OWN].map((name) => [name, 'pending']));
      await isUntouched();
    });
  });

  describe('tables that do not fit', () => {
    const db = useBillingDatabase(engine, [
      'create schema shop',
      'create table shop.products (product_id uuid not null, sku int not null)',
      'create table shop.upgrade_group (id varchar(36) not null, name varchar(200) not null)',
      `create table shop.upgrade_group_member (id uuid not null, fk_group_id uuid not null, fk_item_id uuid not null,
        upgrade_level varchar(10) not null, upgradeable int not null, downgradeable flag not null,
        upgradeable_from flag not null)`,
    ]);
    let before: Snapshot;
    beforeEach(async () => {
      before = await db().snapshot();
    });
    const expected = [
      ['shop.products', 'sku', 'text', 'integer'],
      ['shop.products', 'label', 'text', null],
      ['shop.upgrade_group', 'id', 'uuid', 'text'],
      ['shop.upgrade_group_member', 'upgrade_level', 'integer', 'text'],
      ['shop.upgrade_group_member', 'upgradeable', 'boolean', 'integer'],
      ['shop.upgrade_group_member', 'downgradeable_from', 'boolean', null],
    ];
    const spelled = engine.name === 'SQL Server' ? IN_T_SQL : IN_STANDARD_SQL;

    test('every difference is named, and nothing is written', async () => {
      const run = await db().run(['migrate', 'adopt', '--yes', '-o', 'json']);
      expect(run.code).toBe(3);
      const { error } = JSON.parse(run.stderr) as { error: { code: string; message: string; data: unknown } };
      expect(error).toMatchObject({ kind: 'refused', code: 'billing-tables-differ' });
      expect(error.data).toMatchObject({
        differences: [
          ...expected.map(([table, column, kind, found]) => ({
            table,
            column,
            expected: spelled.expected[kind as keyof typeof spelled.expected],
            found: found === null ? null : spelled.found[found as keyof typeof spelled.found],
            spelled: null,
          })),
          { table: 'shop.renewal_period', column: null, expected: 'a table', found: null, spelled: null },
        ],
      });
      expect(error.message.split('\n')).toHaveLength(8);
      expect(error.message).toContain(
        `\n  shop.products.sku: expected ${spelled.expected.text}, found ${spelled.found.integer}\n`,
      );
      expect(error.message).toMatch(/\n {2}shop\.renewal_period: expected a table, found nothing$/);
      expect(await db().snapshot()).toEqual(before);
    });

    test('the commands that need no more say the same, but can do without renewal periods', async () => {
      const run = await db().run(['group', 'list', '-o', 'json']);
      expect(run.code).toBe(2);
      const { error } = JSON.parse(run.stderr) as { error: { data: { differences: unknown[] } } };
      expect(error).toMatchObject({ kind: 'config', code: 'billing-tables-differ' });
      expect(error.data.differences).toHaveLength(expected.length);
    });

    test('nothing to adopt where there are no such tables', async () => {
      const run = await db().run(['migrate', 'adopt', '--yes', '--config', '/dev/null']);
      expect(run).toMatchObject({
        code: 3,
        stderr: expect.stringContaining('there is nothing to adopt: schema '),
      });
      expect(await db().snapshot()).toEqual(before);
    });
  });

  describe('the three tables that the seed names', () => {
    const db = useBillingDatabase(engine, SCRIPT);

    test('the table of renewal periods is missing: its statement is printed, and with it the tables fit', async () => {
      const run = await db().run(['migrate', 'adopt', '--yes', '-o', 'json']);
      expect(run.code).toBe(3);
      const { error } = JSON.parse(run.stderr) as {
        error: { hint: string; data: { differences: unknown; createTable: string } };
      };
      expect(error).toMatchObject({ code: 'billing-tables-differ' });
      expect(error.data.differences).toEqual([
        { table: 'shop.renewal_period', column: null, expected: 'a table', found: null, spelled: null },
      ]);
      const { createTable } = error.data;
      expect(error.hint).toContain(createTable);
      expect(createTable).toMatch(/^create table .shop.\..renewal_period. \(id /);
      await db().script(createTable);
      expect(await db().run(['migrate', 'adopt', '--yes'])).toMatchObject({ code: 0 });
      expect(await db().run(['item', 'set', sku(1), '--renewal', 'P1M', '--yes'])).toMatchObject({ code: 0 });
      expect(
        await db().rows('select renewal_period_value, renewal_period_unit from shop.renewal_period'),
      ).toEqual([{ renewal_period_value: 1, renewal_period_unit: 'month' }]);
    });
  });

  describe('tables that tierctl created', () => {
    const db = useBillingDatabase(engine, ['create schema shop']);

    test('are created under the names of the config file, and are no others’ to adopt', async () => {
      expect(await db().run(['migrate', 'up', '--yes'])).toMatchObject({ code: 0 });
      expect(await db().rows('select product_id, sku, label from shop.products')).toEqual([]);
      expect(await db().run(['item', 'create', 'A', '--name', 'A', '--yes'])).toMatchObject({ code: 0 });
      const run = await db().run(['migrate', 'adopt', '--yes', '-o', 'json']);
      expect(run.code).toBe(3);
      expect(JSON.parse(run.stderr)).toMatchObject({ error: { code: 'billing-tables-own' } });
      expect(await db().run(['migrate', 'down', '--all', '--discard-data', '--yes'])).toMatchObject({
        code: 0,
      });
      await expect(db().rows('select 1 from shop.products')).rejects.toThrow();
    });
  });
});

const IN_STANDARD_SQL = {
  expected: {
    uuid: 'uuid',
    text: 'character varying or text',
    integer: 'integer or bigint or smallint',
    boolean: 'boolean',
  },
  found: { text: 'character varying', integer: 'integer' },
};
const IN_T_SQL = {
  expected: {
    uuid: 'uniqueidentifier',
    text: 'nvarchar or varchar',
    integer: 'int or bigint or smallint',
    boolean: 'bit',
  },
  found: { text: 'varchar', integer: 'int' },
};

function useBillingDatabase(engine: TestEngine, script: readonly string[]): () => BillingDatabase {
  let db: BillingDatabase | undefined;
  beforeAll(async () => {
    db = await billingDatabase(engine);
    await db.script(...script);
  });
  afterAll(() => db?.drop());
  return () => {
    if (db === undefined) throw new Error('the database is created in beforeAll');
    return db;
  };
}

/** Without what is in tierctl's own schema. */
function billingOf({ rows, definitions }: Snapshot): Snapshot {
  return {
    rows: Object.fromEntries(Object.entries(rows).filter(([table]) => !table.startsWith('tierctl.'))),
    definitions: definitions.filter((one) => !one.includes('"tierctl"')),
  };
}

function lines(names: readonly string[]): string {
  return names.map((name) => `  ${name}`).join('\n');
}
