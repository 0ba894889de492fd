import { type Invocation, writeAudit } from '../../database/audit-trail.ts';
import type { Migration } from '../../database/migration.ts';
import { forgetMigration, readMigrationStates, revertMigration, rowCounts } from '../../database/migrator.ts';
import type { Session } from '../../database/session.ts';
import type { Transactor } from '../../database/transactor.ts';
import { tablesHoldRows } from '../../domain/administration/problems.ts';
import { notFound } from '../../domain/not-found.ts';

export interface MigrateDownInput {
  /** All migrations, in order. */
  readonly migrations: readonly Migration[];
  /** Which migrations: the last one, all of them, or those after the named one. */
  readonly reach: 'last' | 'all' | { readonly to: string };
  /** Drop tables even if they hold rows. */
  readonly discardData: boolean;
  readonly invocation: Invocation;
}

export interface MigrateDownResult {
  /** The names, in the order in which they were undone. */
  readonly undone: readonly string[];
  /** Numbers of rows lost with their tables, and of values lost with their columns: `tierctl.audit.login`. */
  readonly discarded: readonly { readonly table: string; readonly rows: number }[];
  /** Migrations whose tables were adopted: the tables stay unchanged, and only the record is removed. */
  readonly kept: readonly string[];
}

const AUDIT_TABLE = 'tierctl.audit';

/**
 * Undoes migrations, the latest first; adopted tables are never dropped. Throws `refused`: `tables-hold-rows` instead
 * of dropping rows, unless `discardData` is set; `rows-contradict`. Call it under the migration lock. It is one step, and
 * writes its own audit row if the audit trail remains.
 */
export function migrateDown({ step }: Transactor, input: MigrateDownInput): Promise<MigrateDownResult> {
  return step((session) => undo(session, input));
}

async function undo(
  session: Session,
  { migrations: known, reach, discardData, invocation }: MigrateDownInput,
): Promise<MigrateDownResult> {
  const states = await readMigrationStates(session, known);
  const applied = known.filter((_, index) => states[index]?.appliedAt !== null);
  const undoing = choose(applied, reach).reverse();
  const isAdopted = ({ name }: Migration) => states.some((state) => state.name === name && state.adopted);
  const discarded = await rowsOf(
    session,
    undoing.filter((one) => !isAdopted(one)),
  );
  if (discarded.length > 0 && !discardData) throw tablesHoldRows(discarded);
  const going = new Set(undoing.filter((one) => !isAdopted(one)).flatMap(({ tables }) => tables));
  for (const migration of undoing) {
    if (isAdopted(migration)) await forgetMigration(session, migration);
    else await revertMigration(session, migration, going);
  }
  const undone = undoing.map(({ name }) => name);
  const kept = undoing.filter(isAdopted).map(({ name }) => name);
  const auditable = applied.some((one) => one.tables.includes(AUDIT_TABLE) && !undoing.includes(one));
  if (auditable && undone.length > 0) {
    await writeAudit(session, invocation, { before: { applied: undone, rows: discarded }, after: null });
  }
  return { undone, discarded, kept };
}

function choose(applied: readonly Migration[], reach: MigrateDownInput['reach']): Migration[] {
  if (reach === 'all') return [...applied];
  if (reach === 'last') return applied.slice(-1);
  const kept = applied.findIndex(({ name }) => name === reach.to);
  if (kept === -1)
    throw notFound(
      'migration',
      reach.to,
      applied.map(({ name }) => name),
    );
  return applied.slice(kept + 1);
}

async function rowsOf(
  session: Session,
  migrations: readonly Migration[],
): Promise<{ table: string; rows: number }[]> {
  const counts: { table: string; rows: number }[] = [];
  for (const migration of migrations) counts.push(...(await rowCounts(session, migration)));
  // A column of a dropped table is not a separate loss.
  const dropped = migrations.flatMap(({ tables }) => tables);
  return counts.filter(({ table }) => !dropped.some((whole) => table.startsWith(`${whole}.`)));
}
