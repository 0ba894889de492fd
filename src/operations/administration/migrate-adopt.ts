import type { AuditedResult } from '../../database/audited-result.ts';
import { tableLabel } from '../../database/billing-layout.ts';
import { createRenewalPeriods, findBillingTables } from '../../database/billing-tables.ts';
import type { Migration } from '../../database/migration.ts';
import { adoptMigration, readMigrationStates } from '../../database/migrator.ts';
import { billingTablesDiffer } from '../../database/problems.ts';
import type { Session } from '../../database/session.ts';
import { billingTablesMissing, billingTablesOwn } from '../../domain/administration/problems.ts';
import { applyPending } from './migrate-up.ts';

export interface MigrateAdoptResult {
  /** The billing tables that are now recorded as adopted, as `schema.table`; empty if they were adopted before. */
  readonly adopted: readonly string[];
  /** The names of the applied migrations, in the order in which they ran. */
  readonly applied: readonly string[];
}

/**
 * Adopts existing billing tables unchanged, and applies every other pending migration. Throws
 * `config` (`compatibility-level`) if the database cannot be used at all, and `refused`: `billing-tables-differ` with every difference, `billing-tables-missing` if they do not exist, and
 * `billing-tables-own` if tierctl created them itself. Call it under the migration lock. `at` is ISO 8601, UTC.
 */
export async function migrateAdopt(
  session: Session,
  known: readonly Migration[],
  at: string,
): Promise<AuditedResult<MigrateAdoptResult>> {
  await session.dialect.requireFeatures(session.db);
  const states = await readMigrationStates(session, known);
  const created = states.some(
    ({ appliedAt, adopted }, index) => known[index]?.adoptable === true && appliedAt !== null && !adopted,
  );
  if (created) throw billingTablesOwn();
  const { present, differences } = await findBillingTables(session);
  if (present.length === 0) throw billingTablesMissing(session.dialect.billing.schema);
  if (differences.length > 0) {
    const isComplete = present.includes('renewal_period');
    throw billingTablesDiffer('refused', differences, isComplete ? undefined : createRenewalPeriods(session));
  }
  const adopted: string[] = [];
  for (const [index, migration] of known.entries()) {
    if (migration.adoptable !== true || states[index]?.appliedAt !== null) continue;
    await adoptMigration(session, migration, at);
    adopted.push(...present.map((table) => tableLabel(session.dialect.billing, table)));
  }
  const applied = await applyPending(session, known, at);
  const result = { adopted, applied };
  const changed = adopted.length + applied.length > 0;
  return { result, audit: changed ? { before: null, after: result } : undefined };
}
