import { type RawBuilder, sql } from 'kysely';
import type { EngineDialect, StoredColumn } from '../sql-dialect.ts';
import { takeTurns } from './advisory-lock.ts';

export const postgresDialect: EngineDialect = {
  types: {
    uuid: 'uuid',
    boolean: 'boolean',
    integer: 'integer',
    bigint: 'bigint',
    date: 'date',
    instant: 'timestamptz(3)',
    accountId: 'varchar(64) collate "C"',
    text: (length) => `varchar(${length})`,
    longText: 'text',
  },
  fittingTypes: {
    uuid: ['uuid'],
    text: ['character varying', 'text'],
    integer: ['integer', 'bigint', 'smallint'],
    boolean: ['boolean'],
  },
  defaultBillingSchema: 'public',
  preferredBatchSize: 10_000,
  requireFeatures: async () => undefined,
  beginRead: (db) =>
    db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(),
  readersWait: async () => undefined,
  takeTurns,
  // The expression for the reason to stay is so expensive per row that the planner would JIT-compile it, which takes a hundred
  // times as long as running it. `local`, so that behind PgBouncer no other transaction gets the setting.
  beforeBatch: sql`set local jit = off`,
  ifNull: (value, instead) => sql`coalesce(${value}, ${instead})`,
  plusDays: (date, days) => sql<string>`(${date} + ${sql.lit(days)})`,
  plusTerm: (date, months, days) =>
    sql<string>`(${date} + make_interval(months => ${months}, days => ${days}))::date`,
  updateFrom: ({ target, alias, set, from, where }) => sql`
    update ${sql.table(target)} as ${sql.ref(alias)}
    set ${assignments(set)}
    from ${from}
    where ${where}`,
  rowsFromJson: (json, alias, columns) =>
    sql`jsonb_to_recordset(cast(${json} as jsonb)) as ${sql.ref(alias)}(${columnList(columns)})`,
  // A read-only transaction cannot create a temporary table, and neither can a login without that right.
  rowsFromJsonAt: (json, key, alias, columns) => sql`
    jsonb_to_recordset(cast(${json} as jsonb) -> cast(${key} as text)) as ${sql.ref(alias)}(${columnList(columns)})`,
  jsonRows: (rows) => JSON.stringify(rows),
  accountInText: (account) => account,
  comparesExactly: true,
  exact: (text) => sql`${text}`,
  exactValue: (text) => sql`${text}`,
  byCodePoint: (text) => sql<string>`${text} collate "C"`,
  beyondAscii: (text) => sql`${text} ~ '[^ -~]'`,
  crossApply: (table) => sql`cross join lateral ${table}`,
  temporaryName: (name) => name,
  createTemporaryTable: (name, columns, key = []) => {
    const primary =
      key.length === 0 ? sql`` : sql`, primary key (${sql.join(key.map((one) => sql.id(one)))})`;
    return sql`create temporary table ${sql.id(name)} (${columnList(columns)}${primary}) on commit drop`;
  },
  gatherStatistics: (name) => sql`analyze ${sql.id(name)}`,
  // COPY takes no parameter: the sender of the statement replaces it with the source of the rows.
  loadRows: (rows) =>
    sql`copy ${sql.id(rows.table)} (${sql.join(Object.keys(rows.columns).map((name) => sql.id(name)))}) from ${rows}`,
  computedColumn: (name, type, expression) =>
    sql`${sql.ref(name)} ${sql.raw(type)} generated always as (${expression}) stored`,
  setDefault: ({ table, column }, value) =>
    sql`alter table ${sql.table(table)} alter column ${sql.id(column)} set default ${value}`,
  dropDefault: ({ table, column }) =>
    sql`alter table ${sql.table(table)} alter column ${sql.id(column)} drop default`,
  escalateLocks: () => undefined,
  sessionLogin: sql<string>`session_user`,
  announce: (channel, payload) => sql`select pg_notify(${channel}, ${payload})`,
  createSchema: (name) => sql`create schema if not exists ${sql.ref(name)}`,
  booleanLiteral: (value) => sql<boolean>`${sql.raw(value ? 'true' : 'false')}`,
  // Not from information_schema, which hides tables without permission: the user must learn that the table exists but the
  // permission is missing.
  existingTable: (schema, table) => sql`
    select c.relname from pg_catalog.pg_class as c
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    where n.nspname = ${schema} and c.relname = ${table}`,
  storedColumns: (schema, table) => sql<StoredColumn>`
    select column_name as name,
      case when is_nullable = 'NO' and column_default is null and is_identity = 'NO' and is_generated = 'NEVER'
        then 1 else 0 end as mandatory,
      character_maximum_length as length, 0 as narrow, null as collation
    from information_schema.columns
    where table_schema = ${schema} and table_name = ${table}
    order by ordinal_position`,
  textLength: (text) => Array.from(text).length,
  narrowText: undefined,
  quotedName: (name) => `"${name.replaceAll('"', '""')}"`,
  foldName: (name) => name,
};

function columnList(columns: Readonly<Record<string, string>>): RawBuilder<unknown> {
  return sql.join(Object.entries(columns).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`));
}

function assignments(set: Readonly<Record<string, RawBuilder<unknown>>>): RawBuilder<unknown> {
  return sql.join(Object.entries(set).map(([column, value]) => sql`${sql.ref(column)} = ${value}`));
}
