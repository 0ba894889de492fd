// Whom the statements of this process wait for (sys.dm_exec_requests, sys.dm_exec_sessions). Without VIEW SERVER STATE a login
// sees only the session that asks.
import { type Kysely, sql } from 'kysely';
import type { Look, Seen } from '../lock-watch.ts';
import type { Tables } from '../tables.ts';

export const VIEW_SERVER_STATE = 'VIEW SERVER STATE';

/** The statement that looks: it needs no watch itself. */
export const LOOKS = /\bsys\.dm_exec_requests\b/;

export interface HolderRow {
  /** Null if none of the statements waits, or if this login may not see it. */
  readonly session: number | null;
  readonly program: string | null;
  readonly login: string | null;
  readonly sees_others: number | null;
}

/** Looks on a connection of `db`. A login that may not see other sessions is not asked for again. */
export function holderLook(db: Kysely<Tables>): Look {
  let blind: Seen | undefined;
  return async () => {
    if (blind !== undefined) return blind;
    let row: HolderRow | undefined;
    try {
      row = await lookForHolder(db);
    } catch {
      // Not every server with this protocol has these views; what else fails may not fail again.
      return seenHolder(undefined);
    }
    const seen = seenHolder(row);
    if (seen.needs !== undefined) blind = seen;
    return seen;
  };
}

/** The sessions of this process are those with its process id and its host. */
async function lookForHolder(db: Kysely<Tables>): Promise<HolderRow | undefined> {
  const { rows } = await sql<HolderRow>`
    select top 1 r.blocking_session_id as session, b.program_name as program, b.login_name as login,
      has_perms_by_name(null, null, ${sql.lit(VIEW_SERVER_STATE)}) as sees_others
    from sys.dm_exec_sessions as me
    left join sys.dm_exec_sessions as mine on mine.session_id <> me.session_id
      and mine.host_process_id = me.host_process_id and mine.host_name = me.host_name
    left join sys.dm_exec_requests as r on r.session_id = mine.session_id and r.blocking_session_id <> 0
    left join sys.dm_exec_sessions as b on b.session_id = r.blocking_session_id
    where me.session_id = @@spid
    order by r.wait_time desc`.execute(db);
  return rows[0];
}

export function seenHolder(row: HolderRow | undefined): Seen {
  if (row === undefined) return { holder: undefined, needs: VIEW_SERVER_STATE };
  const { session, program, login, sees_others: sees } = row;
  if (session === null) return { holder: undefined, needs: sees === 1 ? undefined : VIEW_SERVER_STATE };
  const name = program === null || program.trim() === '' ? 'another program' : program.trim();
  const by = login === null || login === '' ? '' : `login ${login}, `;
  return { holder: `${name} (${by}session ${session})`, needs: undefined };
}
