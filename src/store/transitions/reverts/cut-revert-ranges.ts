import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { type AccountRange, inRange } from '../batch/scope.ts';
import { isAsked, type RevertScope } from './scope.ts';

/** Splits the transitions to undo into ranges of accounts with about `size` transitions each. An account is never split. */
export async function cutRevertRanges(
  { db }: Session,
  scope: RevertScope,
  size: number,
  within?: AccountRange,
): Promise<AccountRange[]> {
  const { rows } = await sql<AccountRange>`
    select min(account_id) as first, max(account_id) as last, count(*) as due
    from (
      select t.account_id, rank() over (order by t.account_id) as position
      from tierctl.transition as t
      where ${isAsked(scope)} ${within === undefined ? sql`` : sql`and ${inRange(within, 't.account_id', 't.from_number')}`}
    ) as asked
    group by (position - 1) / ${sql.lit(size)}
    order by min(account_id)`.execute(db);
  return rows;
}

/** The last hop of the transitions to undo in `range`; 0 if there are none. */
export async function lastHop({ db }: Session, scope: RevertScope, range: AccountRange): Promise<number> {
  const { rows } = await sql<{ hop: number | null }>`
    select max(t.hop) as hop
    from tierctl.transition as t
    where ${isAsked(scope)} and t.reverted_run is null and ${inRange(range, 't.account_id', 't.from_number')}`.execute(
    db,
  );
  return rows[0]?.hop ?? 0;
}

/**
 * The chain of subscriptions of this account that the run moved, starting with `number`: their numbers in the order of the
 * hops. If the run did not move `number` but created it, starts with its predecessor. Empty if the run did neither.
 */
export async function listChain(
  { db }: Session,
  run: number,
  account: string,
  number: number,
): Promise<number[]> {
  const moves = await db
    .selectFrom('tierctl.transition')
    .select(['from_number as from', 'to_number as to'])
    .where('run_id', '=', run)
    .where('account_id', '=', account)
    .execute();
  const next = new Map(moves.map(({ from, to }) => [from, to]));
  const chain: number[] = [];
  const first = next.has(number) ? number : moves.find(({ to }) => to === number)?.from;
  for (let at = first; at !== undefined && next.has(at); at = next.get(at)) chain.push(at);
  return chain;
}
