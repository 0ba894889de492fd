// The claim of a hop, and the first queries about the claimed rows.

import { type RawBuilder, sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { subscriptionsWithDestinations } from '../../paths/applicable-path.ts';
import { isDue, stayReason } from './due.ts';
import { type BatchRange, inRange, type RunHop, type RunScope, type SingleSubscription } from './scope.ts';

/**
 * Ends the due subscriptions in `range` that may move, and marks them with the run, the hop and the path: this guarded
 * update is the claim. "The Start Date of the new product or package is the End Date of the old product or package plus one day": the
 * predecessor ends the day before the successor starts. Returns the number of claimed rows.
 */
export async function claimDue(
  { db, dialect }: Session,
  scope: RunScope,
  range: BatchRange,
  { run, hop }: RunHop,
): Promise<number> {
  const { numAffectedRows } = await dialect
    .updateFrom({
      target: 'tierctl.subscription',
      alias: 'claimed',
      set: {
        status: sql`'ended'`,
        previous_end_date: sql`claimed.end_date`,
        end_date: dialect.plusDays(sql.ref('claimed.due_on'), -1),
        ended_run: sql`${run}`,
        ended_hop: sql`${hop}`,
        ended_path_id: sql`movable.path_followed`,
      },
      from: sql`(
        select s.account_id, s.number, s.item_id, s.due_on, s.path_rule, s.path_id, s.change_item_id,
          s.revision, p.id as path_followed
        from ${subscriptionsWithDestinations}
        where ${inRange(range, 's.account_id', 's.number')} and ${isDue(scope)} and ${stayReason(dialect)} is null
      ) as movable`,
      where: sql`claimed.account_id = movable.account_id and claimed.number = movable.number and ${unchanged}`,
    })
    .execute(db);
  return Number(numAffectedRows ?? 0);
}

// If the claim had to wait for another transaction, a server rechecks the claimed row, and only that row: the columns that
// decided the move must be unchanged, and an unchanged revision proves its contents are unchanged. So no lock hint is
// needed, and no subscription moves by a rule that was just changed.
const unchanged = sql`claimed.status = 'active' and claimed.due_on = movable.due_on
  and claimed.item_id = movable.item_id and claimed.path_rule = movable.path_rule
  and claimed.revision = movable.revision and ${same('path_id')} and ${same('change_item_id')}`;

function same(column: string): RawBuilder<boolean> {
  const [now, then] = [sql.ref(`claimed.${column}`), sql.ref(`movable.${column}`)];
  return sql<boolean>`(${now} = ${then} or (${now} is null and ${then} is null))`;
}

/** What a hop affects, so that statements for other things are skipped. */
export interface Touched {
  /** Whether a predecessor is a package. */
  readonly leaving: boolean;
  /** Whether a successor is a package. */
  readonly arriving: boolean;
  /** Whether a followed path adds extensions to subscriptions over the limit. */
  readonly extending: boolean;
}

/** Reads what this hop affects in `range`: one statement, which reads nothing if the catalogue has no such objects. */
export async function readTouched(
  { db }: Session,
  range: BatchRange,
  { run, hop }: RunHop,
): Promise<Touched> {
  const { rows } = await sql<Record<keyof Touched, number | null>>`
    select max(case when source.kind = 'package' then 1 else 0 end) as leaving,
      max(case when destination.kind = 'package' then 1 else 0 end) as arriving,
      max(case when p.over_limit_policy = 'extend' then 1 else 0 end) as extending
    from tierctl.subscription as s
    join tierctl.item_profile as source on source.item_id = s.item_id
    left join tierctl.path as p on p.id = s.ended_path_id
    join tierctl.item_profile as destination on destination.item_id = coalesce(p.destination_item_id, s.change_item_id)
    where s.ended_run = ${run} and s.ended_hop = ${hop} and ${inRange(range, 's.account_id', 's.number')}
      and (exists (select 1 from tierctl.item_profile as any_item where any_item.kind = 'package')
        or exists (select 1 from tierctl.path as any_path where any_path.over_limit_policy = 'extend'))`.execute(
    db,
  );
  const [found] = rows;
  return {
    leaving: found?.leaving === 1,
    arriving: found?.arriving === 1,
    extending: found?.extending === 1,
  };
}

/** The subscription that replaced `predecessor` in this hop. */
export async function successorOf(
  { db }: Session,
  predecessor: SingleSubscription,
  { run, hop }: RunHop,
): Promise<SingleSubscription> {
  const { number } = await db
    .selectFrom('tierctl.transition')
    .select('to_number as number')
    .where('account_id', '=', predecessor.account)
    .where('from_number', '=', predecessor.number)
    .where('run_id', '=', run)
    .where('hop', '=', hop)
    .executeTakeFirstOrThrow();
  return { account: predecessor.account, number };
}
