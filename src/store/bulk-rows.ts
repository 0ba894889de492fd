import { sql } from 'kysely';
import type { BillingTable } from '../database/billing-layout.ts';
import type { Session } from '../database/session.ts';
import type { Tables } from '../database/tables.ts';
import { refuseMandatoryColumns } from './mandatory-columns.ts';

/**
 * Inserts any number of rows with one statement and one parameter. `columns` gives the SQL type of each member of a
 * row; computed columns and those left out keep their defaults.
 */
export async function insertRows<Row extends object>(
  session: Session,
  table: keyof Tables,
  columns: Readonly<Record<keyof Row & string, string>>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const { db, dialect } = session;
  const names = Object.keys(columns);
  const [schema, bare] = table.split('.');
  if (schema === 'billing') await refuseMandatoryColumns(session, bare as BillingTable, names);
  // Not entirely raw SQL: the columns of an adopted table may have other names.
  await db
    .insertInto<keyof Tables>(table)
    .columns(names as never[])
    .expression(
      sql`
        select ${sql.join(names.map((name) => sql.ref(`given.${name}`)))}
        from ${dialect.rowsFromJson(JSON.stringify(rows), 'given', columns)}`,
    )
    .execute();
}
