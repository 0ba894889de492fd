import type { Migration } from '../../database/migration.ts';
import { type MigrationState, migrationStates } from '../../database/migrator.ts';
import type { Session } from '../../database/session.ts';

export interface MigrationStatusResult {
  readonly migrations: readonly MigrationState[];
}

/** Which migrations are applied, and since when. Throws `config` (`schema-newer`) for one this program does not know. */
export async function migrationStatus(
  session: Session,
  known: readonly Migration[],
): Promise<MigrationStatusResult> {
  return { migrations: await migrationStates(session, known) };
}
