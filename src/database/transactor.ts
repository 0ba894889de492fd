// How the steps of long work become durable: each in its own transaction, or each as a savepoint of one transaction
// that the caller ends. The work itself does not depend on which.
import type { ControlledTransaction } from 'kysely';
import { hasCode } from '../domain/tierctl-error.ts';
import { type Retries, retryCollisions } from './collisions.ts';
import type { Database } from './database.ts';
import { transactionLost } from './problems.ts';
import type { Session } from './session.ts';
import type { Tables } from './tables.ts';

export interface Transactor {
  /** Runs one step; when it throws, none of its writes remain. It is repeated after collisions with others. */
  step<Result>(work: (session: Session) => Promise<Result>): Promise<Result>;
}

export function transactionPerStep(database: Database, retries?: Retries): Transactor {
  const { kysely, dialect } = database;
  return retrying(
    (work) =>
      kysely.transaction().execute(async (db) => {
        await dialect.beforeBatch?.execute(db);
        return work({ db, dialect });
      }),
    retries,
  );
}

function retrying(step: Transactor['step'], retries?: Retries): Transactor {
  return { step: (work) => retryCollisions(() => step(work), retries) };
}

/** A session whose transaction the caller opened explicitly and will end explicitly. */
export interface ControlledSession extends Session {
  readonly db: ControlledTransaction<Tables>;
}

export function savepointPerStep({ db, dialect }: ControlledSession): Transactor {
  return retrying(async (work) => {
    const point = await db.savepoint('step').execute();
    try {
      return await work({ db: point, dialect });
    } catch (error) {
      try {
        await point.rollbackToSavepoint('step').execute();
      } catch {
        // Some errors make the server roll back the entire transaction: no further step is possible in it.
        // A lock timeout stops the work, whether or not the transaction is lost with it.
        throw hasCode(error, 'lock-timeout') ? error : transactionLost(error);
      }
      throw error;
    }
  });
}
