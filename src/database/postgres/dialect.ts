import { type RawBuilder, sql } from 'kysely';
import type { SqlDialect } from '../sql-dialect.ts';

export const postgresDialect: SqlDialect = {
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
  defaultBillingSchema: 'public',
  preferredBatchSize: 10_000,
  beginRead: (db) =>
    db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(),
  plusDays: (date, days) => sql<string>`(${date} + ${sql.lit(days)})`,
  plusTerm: (date, months, days) =>
    sql<string>`(${date} + make_interval(months => ${months}, days => ${days}))::date`,
  updateFrom: ({ target, alias, set, from, where }) => sql`
    update ${sql.table(target)} as ${sql.ref(alias)}
    set ${assignments(set)}
    from ${from}
    where ${where}`,
  rowsFromJson: (json, alias, columns) => {
    const list = Object.entries(columns).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`);
    return sql`jsonb_to_recordset(cast(${json} as jsonb)) as ${sql.ref(alias)}(${sql.join(list)})`;
  },
  computedColumn: (name, type, expression) =>
    sql`${sql.ref(name)} ${sql.raw(type)} generated always as (${expression}) stored`,
  createSchema: (name) => sql`create schema if not exists ${sql.ref(name)}`,
  booleanLiteral: (value) => sql<boolean>`${sql.raw(value ? 'true' : 'false')}`,
};

function assignments(set: Readonly<Record<string, RawBuilder<unknown>>>): RawBuilder<unknown> {
  return sql.join(Object.entries(set).map(([column, value]) => sql`${sql.ref(column)} = ${value}`));
}
