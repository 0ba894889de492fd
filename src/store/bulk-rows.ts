import { sql } from 'kysely';
import type { Session } from '../database/session.ts';
import type { Tables } from '../database/tables.ts';

/**
 * Inserts any number of rows with one statement and one parameter. `columns` gives the SQL type of each member of a
 * row; computed columns and those left out keep their defaults.
 */
export async function insertRows<Row extends object>(
  { db, dialect }: Session,
  table: keyof Tables,
  columns: Readonly<Record<keyof Row & string, string>>,
  rows: readonly Row[],
): Promise<void> {
  const names = Object.keys(columns);
  await sql`
    insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))})
    select ${sql.join(names.map((name) => sql.ref(`given.${name}`)))}
    from ${dialect.rowsFromJson(JSON.stringify(rows), 'given', columns)}`.execute(db);
}
