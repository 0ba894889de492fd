// The rule for changes: make the change in one transaction, then commit or roll back. A dry run is a verdict on the same
// work, never a separate path through the code.
import { type AuditEntry, type Invocation, writeAudit } from './audit-trail.ts';
import type { AuditedResult } from './audited-result.ts';
import { retryCollisions } from './collisions.ts';
import type { Database } from './database.ts';
import { hasTierctlSchema, type Session } from './session.ts';
import type { SqlDialect } from './sql-dialect.ts';
import { type ControlledSession, savepointPerStep, type Transactor } from './transactor.ts';

export type Verdict = 'commit' | 'roll-back';

/** Work that is finished but not committed. */
export interface Done<Result> {
  readonly result: Result;
  /** Undefined if there was nothing to change, and for work that writes its own audit row. */
  readonly audit: AuditEntry | undefined;
}

/** Decides how the transaction of finished work ends. It must not wait: the work holds locks. */
export type Judge<Result> = (done: Done<Result>) => Verdict;

export interface Outcome<Result> extends Done<Result> {
  readonly committed: boolean;
  /** False if there was nothing to do, regardless of the verdict. */
  readonly changed: boolean;
  /** False if the database has no audit trail. */
  readonly audited: boolean;
}

/**
 * Runs `work` in one transaction and ends it by the verdict of `judge`. Collisions with others are retried before the
 * verdict. `begin` checks the database first and returns the session for the work.
 */
export async function change<Result>(
  database: Database,
  invocation: Invocation,
  work: (session: Session) => Promise<AuditedResult<Result>>,
  judge: Judge<Result>,
  begin: (session: Session) => Promise<Session> = async (session) => session,
): Promise<Outcome<Result>> {
  let judged = false;
  const attempt = () =>
    inTransaction(database, async (transaction, end) => {
      const session = await begin(transaction);
      const { result, audit, recheck } = await work(session);
      const audited = hasTierctlSchema(session);
      if (audit !== undefined && audited) await writeAudit(session, invocation, audit);
      judged = true;
      const verdict = audit === undefined ? 'roll-back' : judge({ result, audit });
      if (verdict === 'commit') await recheck?.();
      await end(verdict);
      return { result, audit, committed: verdict === 'commit', changed: audit !== undefined, audited };
    });
  return retryCollisions(attempt, { mayRetry: () => !judged });
}

/**
 * Runs work of many steps as one transaction, with a savepoint for each step, and ends it by the verdict of `judge`.
 * The work writes its own audit row.
 */
export async function changeInSteps<Result>(
  database: Database,
  work: (transactor: Transactor) => Promise<Result>,
  judge: Judge<Result>,
): Promise<Outcome<Result>> {
  return inTransaction(database, async (session, end) => {
    await session.dialect.beforeBatch?.execute(session.db);
    const result = await work(savepointPerStep(session));
    const verdict = judge({ result, audit: undefined });
    await end(verdict);
    return { result, audit: undefined, committed: verdict === 'commit', changed: true, audited: true };
  });
}

/**
 * Reads in one transaction, which is read-only if the engine supports that. It sees one snapshot on PostgreSQL, and on SQL
 * Server if the database allows snapshot isolation; otherwise each query sees the data of its own moment.
 * Collisions with others are retried as long as `mayRetry` allows it.
 */
export async function read<Result>(
  database: Database,
  work: (session: Session) => Promise<Result>,
  mayRetry?: () => boolean,
): Promise<Result> {
  const { kysely, dialect } = database;
  const attempt = () =>
    within(dialect, dialect.beginRead(kysely), async (session, end) => {
      const result = await work(session);
      await end('roll-back');
      return result;
    });
  return retryCollisions(attempt, { mayRetry });
}

type Work<Result> = (session: ControlledSession, end: (verdict: Verdict) => Promise<void>) => Promise<Result>;

function inTransaction<Result>({ kysely, dialect }: Database, work: Work<Result>): Promise<Result> {
  return within(dialect, kysely.startTransaction().execute(), work);
}

async function within<Result>(
  dialect: SqlDialect,
  beginning: Promise<ControlledSession['db']>,
  work: Work<Result>,
): Promise<Result> {
  const transaction = await beginning;
  const end = async (verdict: Verdict): Promise<void> => {
    await (verdict === 'commit' ? transaction.commit() : transaction.rollback()).execute();
  };
  try {
    return await work({ db: transaction, dialect }, end);
  } catch (error) {
    // The server may have rolled back already; its error about that must not hide the real error.
    if (!transaction.isCommitted && !transaction.isRolledBack) {
      await transaction
        .rollback()
        .execute()
        .catch(() => undefined);
    }
    throw error;
  }
}
