import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { subscriptionsWithDestinations } from '../../paths/applicable-path.ts';
import { isDue, stayReason } from './due.ts';
import { END_DATE, successorDue } from './insert-successors.ts';
import {
  type AccountRange,
  type BatchRange,
  type DueRange,
  inRange,
  type RunScope,
  type SingleSubscription,
} from './scope.ts';

/**
 * Splits the due subscriptions that may move into ranges of accounts with about `size` subscriptions each. An account is
 * never split. With `limit`, the last range ends with the account that holds the `limit`th subscription.
 */
export async function cutRanges(
  { db, dialect }: Session,
  scope: RunScope,
  size: number,
  within: { readonly limit?: number; readonly range?: BatchRange } = {},
): Promise<DueRange[]> {
  // rank() is the same for all rows of an account: the number of rows in accounts before it, plus one. So row_number() is
  // ahead of it from the second row of an account on.
  const { rows } = await sql<AccountRange & { readonly chains: number }>`
    select min(account_id) as first, max(account_id) as last, count(*) as due,
      case when max(place - position) > 0 and min(next_due_on) <= ${scope.asOf} then 1 else 0 end as chains
    from (
      select s.account_id, rank() over (order by s.account_id) as position,
        row_number() over (order by s.account_id) as place, ${successorDue(dialect, END_DATE)} as next_due_on
      from ${subscriptionsWithDestinations}
      where ${isDue(scope)} and ${stayReason(dialect)} is null
      ${within.range === undefined ? sql`` : sql`and ${inRange(within.range, 's.account_id', 's.number')}`}
    ) as movable
    ${within.limit === undefined ? sql`` : sql`where position <= ${within.limit}`}
    group by (position - 1) / ${sql.lit(size)}
    order by min(account_id)`.execute(db);
  return rows.map(({ chains, ...range }) => ({ ...range, severalChains: chains === 1 }));
}

/** The number of due subscriptions that may move. */
export async function countMovable({ db, dialect }: Session, scope: RunScope): Promise<number> {
  const { rows } = await sql<{ movable: number }>`
    select count(*) as movable
    from ${subscriptionsWithDestinations}
    where ${isDue(scope)} and ${stayReason(dialect)} is null`.execute(db);
  return rows[0]?.movable ?? 0;
}

/** The due subscriptions in `range` that may move, as ranges of one. */
export async function listMovable(
  { db, dialect }: Session,
  scope: RunScope,
  range: BatchRange,
): Promise<SingleSubscription[]> {
  const { rows } = await sql<SingleSubscription>`
    select s.account_id as account, s.number
    from ${subscriptionsWithDestinations}
    where ${isDue(scope)} and ${stayReason(dialect)} is null and ${inRange(range, 's.account_id', 's.number')}
    order by s.account_id, s.due_on, s.number`.execute(db);
  return rows;
}
