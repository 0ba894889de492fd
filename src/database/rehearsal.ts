// Work that is executed only to see its result. It is always rolled back, which releases its locks.
import type { Database } from './database.ts';
import type { ControlledSession } from './transactor.ts';

export interface Rehearsal {
  /** Executes one part, returns its result, and rolls it back. */
  attempt<Result>(work: (session: ControlledSession) => Promise<Result>): Promise<Result>;
}

export interface RehearsalLock {
  readonly name: string;
  /** The maximum wait of an attempt for the named lock. */
  readonly timeoutMs: number;
}

/**
 * Runs each attempt in its own transaction under the named lock, and releases both after it, so that others can work between
 * two attempts. Throws `busy` (`lock-held`, `lock-timeout`) if the wait takes too long.
 */
export function rehearsalUnder({ name, timeoutMs }: RehearsalLock, database: Database): Rehearsal {
  const { kysely, dialect } = database;
  return {
    attempt: async (work) => {
      const held = await database.acquireLock(name, timeoutMs);
      try {
        const db = await kysely.startTransaction().execute();
        try {
          await dialect.beforeBatch?.execute(db);
          return await work({ db, dialect });
        } finally {
          // If the connection is gone, so is the transaction.
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
