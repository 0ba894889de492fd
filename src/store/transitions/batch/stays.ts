import type { Expression, NotNull, SqlBool } from 'kysely';
import type { Session } from '../../../database/session.ts';
import type { Stay, StayReason } from '../../../domain/transitions/transition.ts';
import { itemReference } from '../../items/item-reference.ts';
import { withDestinations } from '../../subscriptions/with-destinations.ts';
import { isDue, stayReason } from './due.ts';
import type { RunScope, SingleSubscription } from './scope.ts';

export interface StayCount {
  readonly reason: StayReason;
  readonly count: number;
}

/** The due subscriptions; only those `s` that match `which`, if given. */
function dueOf(session: Session, scope: RunScope, which: Expression<SqlBool> | undefined) {
  const due = withDestinations(session).where(isDue(scope));
  return which === undefined ? due : due.where(which);
}

/** The number of due subscriptions that stay, by reason; only those `s` that match `which`, if given. */
export async function countStays(
  session: Session,
  scope: RunScope,
  which?: Expression<SqlBool>,
): Promise<StayCount[]> {
  const judged = dueOf(session, scope, which).select(stayReason(session.dialect).as('reason'));
  const rows = await session.db
    .selectFrom(judged.as('judged'))
    .select(({ fn }) => ['reason', fn.countAll<number>().as('count')])
    .where('reason', 'is not', null)
    .groupBy('reason')
    .orderBy('reason')
    .$narrowType<{ reason: NotNull }>()
    .execute();
  return rows;
}

/** The first `limit` due subscriptions that stay, by account and number; `which` as for countStays. */
export async function listStays(
  session: Session,
  scope: RunScope,
  limit: number,
  which?: Expression<SqlBool>,
): Promise<Stay[]> {
  const reason = stayReason(session.dialect);
  const rows = await dueOf(session, scope, which)
    .leftJoin('billing.item as item', 'item.id', 's.item_id')
    .where(reason, 'is not', null)
    .select([
      's.account_id as account',
      's.number',
      's.item_id',
      'item.article_number',
      'item.name as item_name',
      's.due_on',
      'p.name as path',
      reason.as('reason'),
    ])
    .orderBy('s.account_id')
    .orderBy('s.number')
    .offset(0)
    .fetch(limit)
    .$narrowType<{ reason: NotNull; due_on: NotNull }>()
    .execute();
  return rows.map(({ item_id, article_number, item_name, due_on, ...row }) => ({
    ...row,
    item: itemReference(item_id, article_number, item_name),
    dueOn: due_on,
  }));
}

/** Why the subscription would stay if it were due, by the rules of the run engine itself; null if it would move. */
export async function findStayReason(
  session: Session,
  { account, number }: SingleSubscription,
): Promise<StayReason | null> {
  const row = await withDestinations(session)
    .where('s.account_id', '=', account)
    .where('s.number', '=', number)
    .select(stayReason(session.dialect).as('reason'))
    .executeTakeFirst();
  return row?.reason ?? null;
}
