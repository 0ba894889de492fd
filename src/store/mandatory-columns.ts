import type { BillingTable } from '../database/billing-layout.ts';
import { mandatoryColumns } from '../database/problems.ts';
import type { Session } from '../database/session.ts';

/**
 * Call it before rows with these columns are inserted into a billing table: an adopted one may have further columns
 * that are not null and have no default. Throws `refused` (`mandatory-columns`), naming them.
 */
export async function refuseMandatoryColumns(
  { db, dialect }: Session,
  table: BillingTable,
  filled: readonly string[],
): Promise<void> {
  const { billing, foldName } = dialect;
  const { name, columns } = billing.tables[table];
  const known = new Set(filled.map((column) => foldName(columns.get(column) ?? column)));
  const { rows } = await dialect.mandatoryColumns(billing.schema, name).execute(db);
  const others = rows.map((row) => row.name).filter((column) => !known.has(foldName(column)));
  if (others.length === 0) return;
  throw mandatoryColumns(billing, table, others);
}
