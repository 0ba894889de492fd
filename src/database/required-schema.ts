// The schema that a command requires in its database.
import { type BillingTable, tableLabel } from './billing-layout.ts';
import { findBillingTables } from './billing-tables.ts';
import type { Migration } from './migration.ts';
import { type MigrationState, readMigrationStates } from './migrator.ts';
import { billingTablesDiffer, schemaMissing, schemaOutdated } from './problems.ts';
import type { MissingTables, Session } from './session.ts';

/** Throws `config` unless every known migration is applied and no other. */
export async function requireCurrentSchema(session: Session, known: readonly Migration[]): Promise<void> {
  const states = await readMigrationStates(session, known);
  if (isMissing(states)) throw noSchema((await findBillingTables(session)).present);
  requireNothingPending(states);
}

/**
 * Like requireCurrentSchema, but also accepts billing tables without a tierctl schema. Returns what is missing, undefined
 * if nothing is. Throws `config` (`billing-tables-differ`) if the tables cannot be used.
 */
export async function requireBillingTables(
  session: Session,
  known: readonly Migration[],
): Promise<MissingTables | undefined> {
  const states = await readMigrationStates(session, known);
  if (!isMissing(states)) {
    requireNothingPending(states);
    return undefined;
  }
  const { present, differences } = await findBillingTables(session);
  if (present.length === 0) throw noSchema(present);
  const renewalPeriods = !present.includes('renewal_period') && !(await isHidden(session, 'renewal_period'));
  const label = tableLabel(session.dialect.billing, 'renewal_period');
  const serious = differences.filter(({ table, column }) => table !== label || column !== null);
  if (serious.length > 0) throw billingTablesDiffer('config', serious);
  return { tierctl: true, renewalPeriods };
}

// Invisible is not missing: a user without permission on the renewal periods must not see them as empty.
async function isHidden({ db, dialect }: Session, table: BillingTable): Promise<boolean> {
  const { schema, tables } = dialect.billing;
  const { rows } = await dialect.existingTable(schema, tables[table].name).execute(db);
  return rows.length > 0;
}

function isMissing(states: readonly MigrationState[]): boolean {
  return states.every(({ appliedAt }) => appliedAt === null);
}

function requireNothingPending(states: readonly MigrationState[]): void {
  const pending = states.filter(({ appliedAt }) => appliedAt === null);
  if (pending.length === 0) return;
  throw schemaOutdated(pending.length, states.length);
}

function noSchema(billingTables: readonly BillingTable[]) {
  const adoptable = billingTables.length > 0;
  return schemaMissing(
    adoptable
      ? 'the database has billing tables, but no tierctl schema'
      : 'the database has no tierctl schema',
    `run: tierctl migrate ${adoptable ? 'adopt' : 'up'}`,
  );
}
