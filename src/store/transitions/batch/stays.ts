import { type RawBuilder, sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import type { Stay, StayReason } from '../../../domain/transitions/transition.ts';
import { itemReference } from '../../items/item-reference.ts';
import { subscriptionsWithDestinations } from '../../paths/applicable-path.ts';
import { isDue, stayReason } from './due.ts';
import type { RunScope, SingleSubscription } from './scope.ts';

export interface StayCount {
  readonly reason: StayReason;
  readonly count: number;
}

/** The number of due subscriptions that stay, by reason; only those `s` that match `which`, if given. */
export async function countStays(
  { db, dialect }: Session,
  scope: RunScope,
  which?: RawBuilder<boolean>,
): Promise<StayCount[]> {
  const { rows } = await sql<StayCount>`
    select reason, count(*) as count
    from (
      select ${stayReason(dialect)} as reason from ${subscriptionsWithDestinations} where ${isDue(scope)} ${only(which)}
    ) as judged
    where reason is not null
    group by reason
    order by reason`.execute(db);
  return rows;
}

interface StayRow {
  readonly account: string;
  readonly number: number;
  readonly item_id: string;
  readonly article_number: string | null;
  readonly item_name: string | null;
  readonly due_on: string;
  readonly path: string | null;
  readonly reason: StayReason;
}

/** The first `limit` due subscriptions that stay, by account and number; `which` as for countStays. */
export async function listStays(
  { db, dialect }: Session,
  scope: RunScope,
  limit: number,
  which?: RawBuilder<boolean>,
): Promise<Stay[]> {
  const { rows } = await sql<StayRow>`
    select s.account_id as account, s.number, s.item_id, item.article_number, item.name as item_name, s.due_on,
      p.name as path, ${stayReason(dialect)} as reason
    from ${subscriptionsWithDestinations}
    left join ${sql.table('billing.item')} as item on item.id = s.item_id
    where ${isDue(scope)} and ${stayReason(dialect)} is not null ${only(which)}
    order by s.account_id, s.number
    offset 0 rows fetch next ${sql.lit(limit)} rows only`.execute(db);
  return rows.map(({ item_id, article_number, item_name, due_on, ...row }) => ({
    ...row,
    item: itemReference(item_id, article_number, item_name),
    dueOn: due_on,
  }));
}

function only(which: RawBuilder<boolean> | undefined): RawBuilder<unknown> {
  return which === undefined ? sql`` : sql`and ${which}`;
}

/** Why the subscription would stay if it were due, by the rules of the run engine itself; null if it would move. */
export async function findStayReason(
  { db, dialect }: Session,
  { account, number }: SingleSubscription,
): Promise<StayReason | null> {
  const { rows } = await sql<{ reason: StayReason | null }>`
    select ${stayReason(dialect)} as reason
    from ${subscriptionsWithDestinations}
    where s.account_id = ${account} and s.number = ${number}`.execute(db);
  return rows[0]?.reason ?? null;
}
