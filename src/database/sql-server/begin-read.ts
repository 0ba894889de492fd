import { type ControlledTransaction, type Kysely, sql } from 'kysely';
import type { Tables } from '../tables.ts';

/**
 * A snapshot, if the database allows it: `alter database … set allow_snapshot_isolation on`, the default on Azure.
 * Any other way to see one moment would block writers until the reader has finished.
 */
export async function beginRead(db: Kysely<Tables>): Promise<ControlledTransaction<Tables>> {
  const { rows } = await sql<{ state: number }>`
    select snapshot_isolation_state as state from sys.databases where name = db_name()`.execute(db);
  const transaction = db.startTransaction();
  return (rows[0]?.state === ALLOWED ? transaction.setIsolationLevel('snapshot') : transaction).execute();
}

/** Snapshots are on; 0 is off, and 2 and 3 are states while the setting changes. */
const ALLOWED = 1;
