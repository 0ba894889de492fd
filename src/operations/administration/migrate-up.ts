import type { AuditedResult } from '../../database/audited-result.ts';
import { tableLabel } from '../../database/billing-layout.ts';
import { findBillingTables } from '../../database/billing-tables.ts';
import type { Migration } from '../../database/migration.ts';
import { applyMigration, readMigrationStates } from '../../database/migrator.ts';
import type { Session } from '../../database/session.ts';
import { billingTablesExist } from '../../domain/administration/problems.ts';

export interface MigrateUpResult {
  /** The names of the applied migrations, in the order in which they ran. */
  readonly applied: readonly string[];
}

/**
 * Applies every pending migration. Throws `refused` (`billing-tables-exist`) if another program has already created the
 * billing tables, and `config` (`compatibility-level`) if the database cannot be used at all. Call it under the migration lock. `at` is ISO 8601, UTC.
 */
export async function migrateUp(
  session: Session,
  known: readonly Migration[],
  at: string,
): Promise<AuditedResult<MigrateUpResult>> {
  await session.dialect.requireFeatures(session.db);
  const states = await readMigrationStates(session, known);
  if (known.some(({ adoptable }, index) => adoptable === true && states[index]?.appliedAt === null)) {
    await refuseExistingTables(session);
  }
  const applied = await applyPending(session, known, at);
  const audit = { before: null, after: { applied } };
  return { result: { applied }, audit: applied.length === 0 ? undefined : audit };
}

/** Applies pending migrations in order, and returns their names. */
export async function applyPending(
  session: Session,
  known: readonly Migration[],
  at: string,
): Promise<string[]> {
  const states = await readMigrationStates(session, known);
  const applied: string[] = [];
  for (const [index, migration] of known.entries()) {
    if (states[index]?.appliedAt !== null) continue;
    await applyMigration(session, migration, at);
    applied.push(migration.name);
  }
  return applied;
}

async function refuseExistingTables(session: Session): Promise<void> {
  const { present } = await findBillingTables(session);
  if (present.length === 0) return;
  throw billingTablesExist(present.map((table) => tableLabel(session.dialect.billing, table)));
}
