// Transaction-owned application locks: they are released when their connection dies.
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Lock } from '../database.ts';
import { FAULTS, lockHeld } from '../faults.ts';
import type { TurnMode } from '../sql-dialect.ts';
import type { Tables } from '../tables.ts';
import { VIEW_SERVER_STATE } from './lock-holders.ts';

// -999 is an invalid call on SQL Server; Babelfish returns it if the lock is held and it must not wait.
const BUSY = new Set([-1, -999]);
const DEADLOCK = -3;

const MODES: Readonly<Record<TurnMode, string>> = { exclusive: 'Exclusive', shared: 'Shared' };

/** On a connection of its own. */
export async function acquireApplicationLock(
  db: Kysely<Tables>,
  name: string,
  timeoutMs: number,
): Promise<Lock> {
  const transaction = await db.startTransaction().execute();
  try {
    const { result } = await takeLocks(transaction, [name], sql`${Math.ceil(timeoutMs)}`, 'exclusive');
    if (result < 0)
      throw BUSY.has(result)
        ? lockHeld(name, await holderOf(transaction, name).catch(() => undefined))
        : new Error(`sp_getapplock answered ${result}`);
  } catch (error) {
    await transaction
      .rollback()
      .execute()
      .catch(() => undefined);
    throw error;
  }
  return {
    // If the connection is gone, so is the lock; the work under it must not be reported as failed.
    release: () =>
      transaction
        .rollback()
        .execute()
        .catch(() => undefined),
  };
}

/** Locks of the caller's own transaction. */
export async function takeTurns(
  db: Kysely<Tables>,
  names: readonly string[],
  mode: TurnMode = 'exclusive',
): Promise<void> {
  if (names.length === 0) return;
  // The procedure answers with a number where a statement would fail.
  const { result, taken } = await takeLocks(db, names, sql`@@lock_timeout`, mode);
  if (result >= 0) return;
  const cause = new Error(`sp_getapplock answered ${result}`);
  if (BUSY.has(result)) {
    const holder = await holderOf(db, names[taken] ?? '').catch(() => undefined);
    const needs = holder === undefined ? VIEW_SERVER_STATE : undefined;
    throw FAULTS['lock-timeout']({ cause, waitedFor: { holder, needs } });
  }
  throw result === DEADLOCK ? FAULTS['serialization-failure']({ cause }) : cause;
}

interface Taking {
  /** The answer to the last attempt: negative if it failed. */
  readonly result: number;
  /** The number of locks that were taken. */
  readonly taken: number;
}

/** Takes the locks in order, up to the first that fails, in one request. */
async function takeLocks(
  db: Kysely<Tables>,
  names: readonly string[],
  timeout: RawBuilder<unknown>,
  mode: TurnMode,
): Promise<Taking> {
  const attempts = names.map(
    (name) => sql`
    if @result >= 0 begin
      set @resource = ${resource(name)};
      exec @result = sp_getapplock @Resource = @resource, @LockMode = ${sql.lit(MODES[mode])}, @LockOwner = 'Transaction',
        @LockTimeout = @timeout;
      if @result >= 0 set @taken = @taken + 1;
    end;`,
  );
  const { rows } = await sql<Taking>`
    declare @result int = 0, @taken int = 0, @timeout int = ${timeout}, @resource nvarchar(255);
    ${sql.join(attempts, sql``)}
    select @result as result, @taken as taken;`.execute(db);
  return rows[0] ?? { result: -999, taken: 0 };
}

// Needs VIEW SERVER STATE, and Babelfish has no such view: then no holder is named. The description of an application
// lock shows the first 32 characters of its resource between brackets.
async function holderOf(db: Kysely<Tables>, name: string): Promise<string | undefined> {
  const { rows } = await sql<{ holder: string | null }>`
    select s.program_name as holder
    from sys.dm_tran_locks as l join sys.dm_exec_sessions as s on s.session_id = l.request_session_id
    where l.resource_type = 'APPLICATION' and l.request_status = 'GRANT' and l.resource_database_id = db_id()
      and charindex('[' + left(${resource(name)}, 32) + ']', l.resource_description) > 0`.execute(db);
  return rows[0]?.holder ?? undefined;
}

// Application locks belong to a database, but not on every server with this protocol, so the name contains the database.
function resource(name: string): RawBuilder<string> {
  return sql<string>`concat('tierctl:', ${name}, ':', db_name())`;
}
