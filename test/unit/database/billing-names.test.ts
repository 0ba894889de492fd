// The queries of the stores, compiled for both families of servers, with the names of a database that has others.
import {
  DummyDriver,
  Kysely,
  MssqlAdapter,
  MssqlIntrospector,
  MssqlQueryCompiler,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely';
import { describe, expect, test } from 'vitest';
import { billingTables } from '../../../migrations/0001-billing-tables.ts';
import { type BillingConfig, billingLayout } from '../../../src/database/billing-layout.ts';
import { BillingNames } from '../../../src/database/billing-names.ts';
import { postgresDialect } from '../../../src/database/postgres/dialect.ts';
import type { Tables } from '../../../src/database/tables.ts';

function compiling(names: BillingConfig, log: (sql: string) => void = () => undefined): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    plugins: [new BillingNames(billingLayout(names, 'public'))],
    log: ({ query }) => log(query.sql),
  });
}

const asInSeed = compiling({});
const elsewhere = compiling({
  schema: 'dbo',
  tables: { item: 'products', upgradeGroup: 'ladder', upgradeGroupMember: 'rung', renewalPeriod: 'renewal' },
});
const relabelled = compiling({
  schema: 'dbo',
  tables: { item: 'products' },
  columns: { item: { articleNumber: 'sku', name: 'label' } },
});
const PRODUCTS = '(select "id" as "id", "sku" as "article_number", "label" as "name" from "dbo"."products")';

test('without other names: the default schema, and nothing else is touched', () => {
  expect(asInSeed.selectFrom('billing.item').select('name').where('id', '=', 'x').compile().sql).toBe(
    'select "name" from "public"."item" where "id" = $1',
  );
});

describe('other table names', () => {
  test.each([
    [
      elsewhere
        .selectFrom('billing.upgrade_group_member as m')
        .innerJoin('billing.upgrade_group as g', 'g.id', 'm.fk_group_id')
        .leftJoin('billing.item as i', 'i.id', 'm.fk_item_id')
        .select(['g.name', 'i.article_number']),
      'select "g"."name", "i"."article_number" from "dbo"."rung" as "m" ' +
        'inner join "dbo"."ladder" as "g" on "g"."id" = "m"."fk_group_id" ' +
        'left join "dbo"."products" as "i" on "i"."id" = "m"."fk_item_id"',
    ],
    [
      elsewhere.selectFrom('billing.renewal_period').select('billing.renewal_period.id'),
      'select "dbo"."renewal"."id" from "dbo"."renewal"',
    ],
    [
      elsewhere.deleteFrom('billing.upgrade_group').where('id', '=', 'x'),
      'delete from "dbo"."ladder" where "id" = $1',
    ],
    [
      elsewhere.selectFrom('tierctl.item_profile').select('item_id'),
      'select "item_id" from "tierctl"."item_profile"',
    ],
  ])('%#', (query, compiled) => {
    expect(query.compile().sql).toBe(compiled);
  });

  test('in raw SQL', () => {
    const query = sql`select 1 from ${sql.table('billing.upgrade_group_member')} as m`;
    expect(query.compile(elsewhere).sql).toBe('select 1 from "dbo"."rung" as m');
  });
});

describe('other column names', () => {
  test.each([
    [
      'a list',
      relabelled
        .selectFrom('billing.item')
        .select(['id', 'article_number as articleNumber'])
        .orderBy('article_number'),
      `select "id", "article_number" as "articleNumber" from ${PRODUCTS} as "item" order by "article_number"`,
    ],
    [
      'columns with their table',
      relabelled.selectFrom('billing.item').select('billing.item.name'),
      `select "item"."name" from ${PRODUCTS} as "item"`,
    ],
    [
      'a join',
      relabelled
        .selectFrom('billing.upgrade_group_member as m')
        .leftJoin('billing.item as i', 'i.id', 'm.fk_item_id')
        .select(['i.article_number', 'i.name as item_name']),
      'select "i"."article_number", "i"."name" as "item_name" from "dbo"."upgrade_group_member" as "m" ' +
        `left join ${PRODUCTS} as "i" on "i"."id" = "m"."fk_item_id"`,
    ],
    [
      'an insert',
      relabelled.insertInto('billing.item').values({ id: 'x', article_number: 'A', name: 'n' }),
      'insert into "dbo"."products" ("id", "sku", "label") values ($1, $2, $3)',
    ],
    [
      'an insert from a query',
      relabelled
        .insertInto('billing.item')
        .columns(['article_number', 'name'])
        .expression((query) => query.selectFrom('tierctl.path').select(['id', 'name'])),
      'insert into "dbo"."products" ("sku", "label") select "id", "name" from "tierctl"."path"',
    ],
    [
      'an update, with a query in its condition',
      relabelled
        .updateTable('billing.item')
        .set({ name: 'n' })
        .where('article_number', '=', 'A')
        .where('id', 'in', (query) =>
          query.selectFrom('billing.item').select('id').where('name', '=', 'old'),
        ),
      'update "dbo"."products" set "label" = $1 where "sku" = $2 and "id" in ' +
        `(select "id" from ${PRODUCTS} as "item" where "name" = $3)`,
    ],
    [
      'a delete',
      relabelled.deleteFrom('billing.item').where('name', '=', 'n'),
      'delete from "dbo"."products" where "label" = $1',
    ],
    [
      'names that other tables have too',
      relabelled.updateTable('billing.upgrade_group').set({ name: 'n' }).where('name', '=', 'o'),
      'update "dbo"."upgrade_group" set "name" = $1 where "name" = $2',
    ],
  ])('%s', (_, query, compiled) => {
    expect(query.compile().sql).toBe(compiled);
  });

  test('in raw SQL, within other queries too', () => {
    const item = sql.table('billing.item');
    const query = sql`select i.name from ${item} as i where exists (select 1 from ${item} as o where o.id = i.id)`;
    expect(query.compile(relabelled).sql).toBe(
      `select i.name from ${PRODUCTS} as i where exists (select 1 from ${PRODUCTS} as o where o.id = i.id)`,
    );
  });

  test('where the schema is called like the placeholder and the table as in the seed', () => {
    const db = compiling({ schema: 'billing', columns: { item: { name: 'label' } } });
    expect(db.selectFrom('billing.item as i').select('i.name').compile().sql).toBe(
      'select "i"."name" from (select "id" as "id", "article_number" as "article_number", "label" as "name" ' +
        'from "billing"."item") as "i"',
    );
  });

  test('spelled for the other family', () => {
    const db = new Kysely<Tables>({
      dialect: {
        createAdapter: () => new MssqlAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (one) => new MssqlIntrospector(one),
        createQueryCompiler: () => new MssqlQueryCompiler(),
      },
      plugins: [new BillingNames(billingLayout({ columns: { item: { id: 'Item Id' } } }, 'dbo'))],
    });
    expect(db.selectFrom('billing.item as i').select('i.id').compile().sql).toBe(
      'select "i"."id" from (select "Item Id" as "id", "article_number" as "article_number", "name" as "name" ' +
        'from "dbo"."item") as "i"',
    );
    expect(db.deleteFrom('billing.item').where('id', '=', 'x').compile().sql).toBe(
      'delete from "dbo"."item" where "Item Id" = @1',
    );
  });

  test('tables that tierctl creates itself', async () => {
    const statements: string[] = [];
    const names: BillingConfig = {
      tables: { item: 'products' },
      columns: { item: { id: 'product_id', articleNumber: 'sku' } },
    };
    const db = compiling(names, (statement) => statements.push(statement));
    const billing = billingLayout(names, 'public');
    await billingTables.up({ db, dialect: { ...postgresDialect, billing } }, '2026-01-01T00:00:00.000Z');
    const [item = '', , member = ''] = statements;
    expect(item).toContain(
      'create table "public"."products" ("product_id" uuid not null, "sku" varchar(100)',
    );
    expect(item).toContain('primary key ("product_id")');
    expect(item).toContain('unique ("sku")');
    expect(member).toContain('foreign key ("fk_item_id") references "public"."products" ("product_id")');
    expect(member).toContain('foreign key ("fk_group_id") references "public"."upgrade_group" ("id")');
  });
});
