// Work that is done to see what it would do. It is rolled back, whatever it says, and holds its locks no longer.
import type { Database } from './database.ts';
import type { ControlledSession } from './transactor.ts';

export interface Rehearsal {
  /** Does one part, gives what was seen of it, and leaves nothing behind. */
  attempt<Result>(work: (session: ControlledSession) => Promise<Result>): Promise<Result>;
}

export interface RehearsalLock {
  readonly name: string;
  /** How long an attempt waits for the named lock, and each of its statements for rows that others hold. */
  readonly timeoutMs: number;
}

/**
 * Each attempt in a transaction of its own under the named lock, both given up with it: others get their turn between two
 * of them. Throws `busy` (`lock-held`, `lock-timeout`) where the wait takes too long.
 */
export function rehearsalUnder({ name, timeoutMs }: RehearsalLock, database: Database): Rehearsal {
  const { kysely, dialect } = database;
  return {
    attempt: async (work) => {
      const held = await database.acquireLock(name, timeoutMs);
      try {
        const db = await kysely.startTransaction().execute();
        try {
          await dialect.limitWaiting(timeoutMs).execute(db);
          await dialect.beforeBatch?.execute(db);
          return await work({ db, dialect });
        } finally {
          // Where the connection is gone, so is the transaction.
          await db
            .rollback()
            .execute()
            .catch(() => undefined);
        }
      } finally {
        await held.release();
      }
    },
  };
}
