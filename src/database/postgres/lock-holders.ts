// Whom a backend waits for. Every login may ask: pg_stat_activity hides the statements of others, but not who they are.
import type { Seen } from '../lock-watch.ts';

/** The most that are named. */
const NAMED = 3;

/** $1 is the process id of the backend that waits. */
export const LOCK_HOLDERS = `
  select b.pid, a.application_name, a.usename
  from pg_catalog.unnest(pg_catalog.pg_blocking_pids($1)) as b(pid)
  left join pg_catalog.pg_stat_activity as a on a.pid = b.pid
  order by b.pid
  limit ${NAMED}`;

export interface HolderRow {
  /** 0 for a prepared transaction. */
  readonly pid: number;
  readonly application_name: string | null;
  readonly usename: string | null;
}

export function seenHolders(rows: readonly HolderRow[]): Seen {
  return { holder: rows.length === 0 ? undefined : rows.map(describe).join(' and '), needs: undefined };
}

function describe({ pid, application_name, usename }: HolderRow): string {
  if (pid === 0) return 'a prepared transaction';
  const what = application_name === null || application_name === '' ? 'another program' : application_name;
  return `${what} (${usename === null ? '' : `user ${usename}, `}backend ${pid})`;
}
