import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { subscriptionsWithDestinations } from '../../paths/applicable-path.ts';
import { isDue, stayReason } from './due.ts';
import {
  type AccountRange,
  type BatchRange,
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
): Promise<AccountRange[]> {
  // rank() is the same for all rows of an account: the number of rows in accounts before it, plus one.
  const { rows } = await sql<AccountRange>`
    select min(account_id) as first, max(account_id) as last, count(*) as due
    from (
      select s.account_id, rank() over (order by s.account_id) as position
      from ${subscriptionsWithDestinations}
      where ${isDue(scope)} and ${stayReason(dialect)} is null
      ${within.range === undefined ? sql`` : sql`and ${inRange(within.range, 's.account_id', 's.number')}`}
    ) as movable
    ${within.limit === undefined ? sql`` : sql`where position <= ${within.limit}`}
    group by (position - 1) / ${sql.lit(size)}
    order by min(account_id)`.execute(db);
  return rows;
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
