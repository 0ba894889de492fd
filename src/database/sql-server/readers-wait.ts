import { type Kysely, sql } from 'kysely';
import type { ReadersWait } from '../sql-dialect.ts';
import type { Tables } from '../tables.ts';
import { quotedName } from './quoted-name.ts';

/** Without row versions every read waits for each open write of its rows. Azure switches them on by default, other servers do not. */
export async function readersWait(db: Kysely<Tables>): Promise<ReadersWait | undefined> {
  const { rows } = await sql<{ name: string; versions: boolean }>`
    select name, is_read_committed_snapshot_on as versions from sys.databases where name = db_name()`.execute(
    db,
  );
  const [found] = rows;
  if (found === undefined || found.versions) return undefined;
  return {
    message: `READ_COMMITTED_SNAPSHOT is off in the database ${found.name}`,
    fix: `ALTER DATABASE ${quotedName(found.name)} SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE`,
  };
}
