import { type BillingTable, tableLabel } from '../database/billing-layout.ts';
import type { Session } from '../database/session.ts';
import { TierctlError } from '../domain/tierctl-error.ts';

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
  const list = others.join(', ');
  throw new TierctlError(
    'refused',
    'mandatory-columns',
    `rows cannot be added to ${tableLabel(billing, table)}: it has further columns that must be given a value (${list})`,
    {
      hint: 'tierctl does not know what to write there; let these columns have a default or take null',
      data: { table: tableLabel(billing, table), columns: others },
    },
  );
}
