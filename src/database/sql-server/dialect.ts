import { type RawBuilder, sql } from 'kysely';
import type { SqlDialect } from '../sql-dialect.ts';
import { beginRead } from './begin-read.ts';
import { rowsFromJson } from './rows-from-json.ts';

export const sqlServerDialect: SqlDialect = {
  types: {
    uuid: 'uniqueidentifier',
    boolean: 'bit',
    integer: 'int',
    bigint: 'bigint',
    date: 'date',
    instant: 'datetime2(3)',
    accountId: 'nvarchar(64) collate Latin1_General_100_BIN2',
    text: (length) => `nvarchar(${length})`,
    longText: 'nvarchar(max)',
  },
  defaultBillingSchema: 'dbo',
  // From 5,000 row locks on, a statement locks the whole table instead, and everybody else waits.
  preferredBatchSize: 2_000,
  beginRead,
  // The casts let parameters in: DATEADD takes text for a legacy datetime and refuses it as a number.
  plusDays: (date, days) => sql<string>`dateadd(day, ${sql.lit(days)}, cast(${date} as date))`,
  plusTerm: (date, months, days) => sql<string>`
    dateadd(day, cast(${days} as int), dateadd(month, cast(${months} as int), cast(${date} as date)))`,
  updateFrom: ({ target, alias, set, from, where }) => sql`
    update ${sql.ref(alias)}
    set ${assignments(set)}
    from ${sql.table(target)} as ${sql.ref(alias)}, ${from}
    where ${where}`,
  rowsFromJson,
  computedColumn: (name, _type, expression) => sql`${sql.ref(name)} as (${expression}) persisted`,
  // CREATE SCHEMA must be alone in its batch.
  createSchema: (name) => sql`
    if schema_id(${sql.lit(name)}) is null exec(${sql.lit(`create schema [${name.replaceAll(']', ']]')}]`)})`,
  booleanLiteral: (value) => sql<boolean>`${sql.raw(value ? 'cast(1 as bit)' : 'cast(0 as bit)')}`,
};

function assignments(set: Readonly<Record<string, RawBuilder<unknown>>>): RawBuilder<unknown> {
  return sql.join(Object.entries(set).map(([column, value]) => sql`${sql.ref(column)} = ${value}`));
}
