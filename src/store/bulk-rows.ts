import { sql } from 'kysely';
import type { BillingTable } from '../database/billing-layout.ts';
import { type ColumnsOf, columnTypes, type DescribedTable } from '../database/columns.ts';
import type { Session } from '../database/session.ts';
import type { Tables } from '../database/tables.ts';
import { refuseUnfitRows } from './billing-columns.ts';

/** Rows of a table, all with the same columns; those left out keep their defaults. */
export type RowsOf<Table extends DescribedTable> = readonly {
  readonly [Column in keyof ColumnsOf<Table>]?: unknown;
}[];

/** Inserts any number of rows with one statement and one parameter. */
export async function insertRows<Table extends DescribedTable>(
  session: Session,
  table: Table,
  rows: RowsOf<Table>,
): Promise<void> {
  const [row] = rows;
  if (row === undefined) return;
  const { db, dialect } = session;
  const names = Object.keys(row);
  const columns = columnTypes(dialect.types, table, names as never[]);
  const [schema, bare] = table.split('.');
  if (schema === 'billing') await refuseUnfitRows(session, bare as BillingTable, rows);
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
