import type { Migration } from '../database/migration.ts';
import { applyMigration, migrationStates } from '../database/migrator.ts';
import type { Session } from '../database/session.ts';
import type { Change } from '../database/unit-of-work.ts';

export interface MigrateUpResult {
  /** The names of what was pending, in the order in which they ran. */
  readonly applied: readonly string[];
}

/** Applies every migration that is pending. Call it under the migration lock. `at` is ISO 8601, UTC. */
export async function migrateUp(
  session: Session,
  known: readonly Migration[],
  at: string,
): Promise<Change<MigrateUpResult>> {
  const states = await migrationStates(session, known);
  const applied: string[] = [];
  for (const [index, migration] of known.entries()) {
    if (states[index]?.appliedAt !== null) continue;
    await applyMigration(session, migration, at);
    applied.push(migration.name);
  }
  const audit = { before: null, after: { applied } };
  return { result: { applied }, audit: applied.length === 0 ? undefined : audit };
}
