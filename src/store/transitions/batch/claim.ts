// The claim of a hop, and the first queries about the claimed rows.

import { type RawBuilder, sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import type { SqlDialect } from '../../../database/sql-dialect.ts';
import { subscriptionsWithDestinations } from '../../paths/applicable-path.ts';
import { isDue, stayReason } from './due.ts';
import { END_DATE, successorDue } from './insert-successors.ts';
import {
  type AccountRange,
  type BatchRange,
  type DueRange,
  inRange,
  type MovedRange,
  type RunHop,
  type RunScope,
  type SingleSubscription,
} from './scope.ts';

/**
 * Ends the due subscriptions in `range` that may move, and marks them with the run, the hop and the path: this guarded
 * update is the claim. "The Start Date of the new product or package is the End Date of the old product or package plus one day": the
 * predecessor ends the day before the successor starts. If an account has several chains, a subscription that is due after
 * a successor of this hop waits for a later hop: a hop numbers its successors, and daily runs number them by day. Returns the
 * number of claimed rows.
 */
export async function claimDue(
  { db, dialect }: Session,
  scope: RunScope,
  range: MovedRange,
  { run, hop }: RunHop,
): Promise<number> {
  const severalChains = 'number' in range ? false : range.severalChains;
  const movable = sql`(
        select s.account_id, s.number, s.item_id, s.due_on, s.path_rule, s.path_id, s.change_item_id,
          s.revision, p.id as path_followed${severalChains ? sql`, ${nextInAccount(dialect)} as next_in_account` : sql``}
        from ${subscriptionsWithDestinations}
        where ${inRange(range, 's.account_id', 's.number')} and ${isDue(scope)} and ${stayReason(dialect)} is null
      ) as movable`;
  const itsTurn = sql`(movable.next_in_account is null or movable.due_on <= movable.next_in_account)`;
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
      from: movable,
      where: sql`claimed.account_id = movable.account_id and claimed.number = movable.number and ${unchanged}
        ${severalChains ? sql`and ${itsTurn}` : sql``}`,
    })
    .execute(db);
  return Number(numAffectedRows ?? 0);
}

/**
 * The first day on which a successor of this hop in the account of `s` may be due. What is due up to that day can move now: the
 * successors are numbered by day, and a subscription that is due on the day itself has a lower number than the successor.
 */
function nextInAccount(dialect: SqlDialect): RawBuilder<string | null> {
  return sql<string | null>`min(${successorDue(dialect, END_DATE)}) over (partition by s.account_id)`;
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

/** The part of `range` with the accounts of this hop: only they can still have due subscriptions. */
export async function narrowedTo({ db }: Session, range: DueRange, { run, hop }: RunHop): Promise<DueRange> {
  const { rows } = await sql<Pick<AccountRange, 'first' | 'last'>>`
    select min(s.account_id) as first, max(s.account_id) as last
    from tierctl.subscription as s
    where s.ended_run = ${run} and s.ended_hop = ${hop} and ${inRange(range, 's.account_id', 's.number')}`.execute(
    db,
  );
  return { ...range, ...rows[0] };
}

/** The largest number of moves of one subscription and its successors in `range` and this run. */
export async function longestChain({ db }: Session, range: BatchRange, run: number): Promise<number> {
  const { rows } = await sql<{ longest: number | null }>`
    select max(chain.moves) as longest
    from (
      select count(*) as moves from tierctl.subscription as s
      where s.ended_run = ${run} and ${inRange(range, 's.account_id', 's.number')}
      group by s.account_id, coalesce(s.first_number, s.number)
    ) as chain`.execute(db);
  return rows[0]?.longest ?? 0;
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
