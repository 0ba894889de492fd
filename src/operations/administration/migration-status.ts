import type { Migration } from '../../database/migration.ts';
import { type MigrationState, readMigrationStates } from '../../database/migrator.ts';
import type { Session } from '../../database/session.ts';

export interface MigrationStatusResult {
  readonly migrations: readonly MigrationState[];
}

/** The applied migrations and when each was applied. Throws `config` (`schema-newer`) for an unknown one. */
export async function migrationStatus(
  session: Session,
  { migrations }: { readonly migrations: readonly Migration[] },
): Promise<MigrationStatusResult> {
  return { migrations: await readMigrationStates(session, migrations) };
}
