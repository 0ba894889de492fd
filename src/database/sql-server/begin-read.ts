import { type ControlledTransaction, type Kysely, sql } from 'kysely';
import type { Tables } from '../tables.ts';

/**
 * A snapshot, where the database allows it: `alter database … set allow_snapshot_isolation on`, the default on Azure.
 * Any other way to see one moment would keep writers waiting until the reader has finished.
 */
export async function beginRead(db: Kysely<Tables>): Promise<ControlledTransaction<Tables>> {
  const { rows } = await sql<{ state: number }>`
    select snapshot_isolation_state as state from sys.databases where name = db_name()`.execute(db);
  const transaction = db.startTransaction();
  return (rows[0]?.state === ALLOWED ? transaction.setIsolationLevel('snapshot') : transaction).execute();
}

/** As against 0, and 2 and 3 while the setting is being changed. */
const ALLOWED = 1;
