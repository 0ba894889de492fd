// Transaction-level advisory locks: they are released when their connection dies, and work behind a transaction pooler.
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { hasCode } from '../../domain/tierctl-error.ts';
import type { Lock } from '../database.ts';
import { lockHeld, lockTimedOut } from '../faults.ts';
import type { TurnMode } from '../sql-dialect.ts';
import type { Tables } from '../tables.ts';

/** "tier" in ASCII: the namespace of tierctl's advisory locks. */
const NAMESPACE = 0x74696572;

/** On a connection of its own. The idle transaction holds no snapshot, so it does not hold back VACUUM. */
export async function acquireAdvisoryLock(
  db: Kysely<Tables>,
  name: string,
  timeoutMs: number,
): Promise<Lock> {
  const transaction = await db.startTransaction().execute();
  const key = keyOf(name);
  try {
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(transaction);
    if (timeoutMs > 0) {
      await sql`set local lock_timeout = ${sql.lit(Math.ceil(timeoutMs))}`.execute(transaction);
      await sql`select pg_advisory_xact_lock(${key})`.execute(transaction);
    } else {
      const { rows } = await sql<{
        taken: boolean;
      }>`select pg_try_advisory_xact_lock(${key}) as taken`.execute(transaction);
      if (rows[0]?.taken !== true) throw lockTimedOut({ cause: new Error(`the lock "${name}" is held`) });
    }
  } catch (error) {
    await transaction
      .rollback()
      .execute()
      .catch(() => undefined);
    throw hasCode(error, 'lock-timeout') ? lockHeld(name, await holderOf(db, name)) : error;
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
  const take = sql.raw(mode === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock');
  const taken = names.map((name) => sql`${take}(${keyOf(name)})`);
  if (taken.length > 0) await sql`select ${sql.join(taken)}`.execute(db);
}

function keyOf(name: string): RawBuilder<unknown> {
  return sql`${sql.lit(NAMESPACE)}, hashtext(${name})`;
}

async function holderOf(db: Kysely<Tables>, name: string): Promise<string | undefined> {
  const { rows } = await sql<{ holder: string | null }>`
    select coalesce(nullif(a.application_name, ''), 'backend ' || l.pid) as holder
    from pg_locks l left join pg_stat_activity a on a.pid = l.pid
    where l.locktype = 'advisory' and l.granted
      and l.classid = ${sql.lit(NAMESPACE)} and l.objid = (hashtext(${name})::bigint & 4294967295)::oid
      and l.database = (select oid from pg_database where datname = current_database())`.execute(db);
  return rows[0]?.holder ?? undefined;
}
