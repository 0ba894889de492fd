import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { withDestinations } from '../../subscriptions/with-destinations.ts';
import { isDue, stayReason } from './due.ts';
import { type BatchRange, type DueRange, inRange, type RunScope, type SingleSubscription } from './scope.ts';
import { END_DATE, successorDue } from './successor-end.ts';

/** The due subscriptions that may move, to be selected from. */
function movableOf(session: Session, scope: RunScope) {
  return withDestinations(session).where(isDue(scope)).where(stayReason(session.dialect), 'is', null);
}

/**
 * Splits the due subscriptions that may move into ranges of accounts with about `size` subscriptions each. An account is
 * never split. With `limit`, the last range ends with the account that holds the `limit`th subscription.
 */
export async function cutRanges(
  session: Session,
  scope: RunScope,
  size: number,
  { limit, range }: { readonly limit?: number; readonly range?: BatchRange } = {},
): Promise<DueRange[]> {
  const { db, dialect } = session;
  let movable = movableOf(session, scope);
  if (range !== undefined) {
    movable = movable.where(({ ref }) => inRange(range, ref('s.account_id'), ref('s.number')));
  }
  // rank() is the same for all rows of an account: the number of rows in accounts before it, plus one. So row_number() is
  // ahead of it from the second row of an account on.
  const placed = movable.select(({ fn }) => [
    's.account_id',
    fn
      .agg<number>('rank')
      .over((over) => over.orderBy('s.account_id'))
      .as('position'),
    fn
      .agg<number>('row_number')
      .over((over) => over.orderBy('s.account_id'))
      .as('place'),
    successorDue(dialect, END_DATE).as('next_due_on'),
  ]);
  let ranges = db.selectFrom(placed.as('movable'));
  if (limit !== undefined) ranges = ranges.where('position', '<=', limit);
  const rows = await ranges
    .select(({ eb, fn, lit, ref }) => [
      fn.min('account_id').as('first'),
      fn.max('account_id').as('last'),
      fn.countAll<number>().as('due'),
      eb
        .case()
        .when(
          sql<boolean>`max(${ref('place')} - ${ref('position')}) > 0 and min(${ref('next_due_on')}) <= ${scope.asOf}`,
        )
        .then(lit(1))
        .else(lit(0))
        .end()
        .as('chains'),
    ])
    .groupBy(({ ref }) => sql`(${ref('position')} - 1) / ${sql.lit(size)}`)
    .orderBy(({ fn }) => fn.min('account_id'))
    .execute();
  return rows.map(({ chains, ...one }) => ({ ...one, severalChains: chains === 1 }));
}

/** The number of due subscriptions that may move. */
export async function countMovable(session: Session, scope: RunScope): Promise<number> {
  const { movable } = await movableOf(session, scope)
    .select(({ fn }) => fn.countAll<number>().as('movable'))
    .executeTakeFirstOrThrow();
  return movable;
}

/** The due subscriptions in `range` that may move, as ranges of one. */
export function listMovable(
  session: Session,
  scope: RunScope,
  range: BatchRange,
): Promise<SingleSubscription[]> {
  return movableOf(session, scope)
    .where(({ ref }) => inRange(range, ref('s.account_id'), ref('s.number')))
    .select(['s.account_id as account', 's.number'])
    .orderBy('s.account_id')
    .orderBy('s.due_on')
    .orderBy('s.number')
    .execute();
}
