// The claim of a hop, and the first queries about the claimed rows.

import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { ANY_ROW } from '../../any-row.ts';
import { withDestinations } from '../../subscriptions/with-destinations.ts';
import { isDue, stayReason } from './due.ts';
import {
  type BatchRange,
  type DueRange,
  endedIn,
  inRange,
  type MovedRange,
  type RunHop,
  type RunScope,
  type SingleSubscription,
} from './scope.ts';
import { END_DATE, successorDue } from './successor-end.ts';

/**
 * Ends the due subscriptions in `range` that may move, and marks them with the run, the hop and the path: this guarded
 * update is the claim. "The Start Date of the new product or package is the End Date of the old product or package plus one day": the
 * predecessor ends the day before the successor starts. If an account has several chains, a subscription that is due after
 * a successor of this hop waits for a later hop: a hop numbers its successors, and daily runs number them by day. Returns the
 * number of claimed rows.
 */
export async function claimDue(
  session: Session,
  scope: RunScope,
  range: MovedRange,
  { run, hop }: RunHop,
): Promise<number> {
  const { db, dialect } = session;
  const severalChains = 'number' in range ? false : range.severalChains;
  const movable = withDestinations(session)
    .where(({ ref }) => inRange(range, ref('s.account_id'), ref('s.number')))
    .where(isDue(scope))
    .where(stayReason(dialect), 'is', null)
    .select([
      's.account_id',
      's.number',
      's.item_id',
      's.due_on',
      's.path_rule',
      's.path_id',
      's.change_item_id',
      's.revision',
      'p.id as path_followed',
    ])
    // The first day on which a successor of this hop in the account may be due. What is due up to that day can move now: the
    // successors are numbered by day, and a subscription that is due on the day itself has a lower number than the successor.
    .$if(severalChains, (rows) =>
      rows.select(({ fn }) =>
        fn
          .agg<string | null>('min', [successorDue(dialect, END_DATE)])
          .over((over) => over.partitionBy('s.account_id'))
          .as('next_in_account'),
      ),
    )
    .as('movable');
  // If the claim had to wait for another transaction, a server rechecks the claimed row, and only that row: the columns that
  // decided the move must be unchanged, and an unchanged revision proves its contents are unchanged. So no lock hint is
  // needed, and no subscription moves by a rule that was just changed.
  const { numUpdatedRows } = await db
    .updateTable('tierctl.subscription as claimed')
    .from(movable)
    .set({
      status: sql.lit('ended'),
      previous_end_date: ({ ref }) => ref('claimed.end_date'),
      end_date: ({ ref }) => dialect.plusDays(ref('claimed.due_on'), -1),
      ended_run: run,
      ended_hop: hop,
      ended_path_id: ({ ref }) => ref('movable.path_followed'),
    })
    .whereRef('claimed.account_id', '=', 'movable.account_id')
    .whereRef('claimed.number', '=', 'movable.number')
    .where('claimed.status', '=', sql.lit('active'))
    .whereRef('claimed.due_on', '=', 'movable.due_on')
    .whereRef('claimed.item_id', '=', 'movable.item_id')
    .whereRef('claimed.path_rule', '=', 'movable.path_rule')
    .whereRef('claimed.revision', '=', 'movable.revision')
    .where(({ ref }) => isSame(ref('claimed.path_id'), ref('movable.path_id')))
    .where(({ ref }) => isSame(ref('claimed.change_item_id'), ref('movable.change_item_id')))
    .$if(severalChains, (claim) =>
      claim.where(({ or, eb, ref }) =>
        or([
          eb('movable.next_in_account', 'is', null),
          eb('movable.due_on', '<=', ref('movable.next_in_account')),
        ]),
      ),
    )
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** Whether two values are equal, or both null. */
function isSame(now: Expression<string | null>, then: Expression<string | null>): Expression<SqlBool> {
  const { or, and, eb } = expressionBuilder();
  return or([eb(now, '=', then), and([eb(now, 'is', null), eb(then, 'is', null)])]);
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
export async function readTouched(session: Session, range: BatchRange, hop: RunHop): Promise<Touched> {
  const found = await endedIn(session, range, hop)
    .innerJoin('tierctl.item_profile as source', 'source.item_id', 's.item_id')
    .leftJoin('tierctl.path as p', 'p.id', 's.ended_path_id')
    .innerJoin('tierctl.item_profile as destination', (join) =>
      join.on(({ eb, fn }) =>
        eb('destination.item_id', '=', fn.coalesce('p.destination_item_id', 's.change_item_id')),
      ),
    )
    .where(({ or, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('tierctl.item_profile as any_item')
            .select(ANY_ROW)
            .where('any_item.kind', '=', sql.lit('package')),
        ),
        exists(
          selectFrom('tierctl.path as any_path')
            .select(ANY_ROW)
            .where('any_path.over_limit_policy', '=', sql.lit('extend')),
        ),
      ]),
    )
    .select(({ eb, fn, lit }) => {
      const anyOf = (condition: Expression<SqlBool>) =>
        fn.max<number | null>(eb.case().when(condition).then(lit(1)).else(lit(0)).end());
      return [
        anyOf(eb('source.kind', '=', sql.lit('package'))).as('leaving'),
        anyOf(eb('destination.kind', '=', sql.lit('package'))).as('arriving'),
        anyOf(eb('p.over_limit_policy', '=', sql.lit('extend'))).as('extending'),
      ];
    })
    .executeTakeFirstOrThrow();
  return { leaving: found.leaving === 1, arriving: found.arriving === 1, extending: found.extending === 1 };
}

/** The part of `range` with the accounts of this hop: only they can still have due subscriptions. */
export async function narrowedTo(session: Session, range: DueRange, hop: RunHop): Promise<DueRange> {
  const narrowed = await endedIn(session, range, hop)
    .select(({ fn }) => [fn.min('s.account_id').as('first'), fn.max('s.account_id').as('last')])
    .executeTakeFirstOrThrow();
  return { ...range, ...narrowed };
}

/** The largest number of moves of one subscription and its successors in `range` and this run. */
export async function longestChain({ db }: Session, range: BatchRange, run: number): Promise<number> {
  const chains = db
    .selectFrom('tierctl.subscription as s')
    .where('s.ended_run', '=', run)
    .where(({ ref }) => inRange(range, ref('s.account_id'), ref('s.number')))
    .groupBy(({ ref, fn }) => [ref('s.account_id'), fn.coalesce('s.first_number', 's.number')])
    .select(({ fn }) => fn.countAll<number>().as('moves'));
  const { longest } = await db
    .selectFrom(chains.as('chain'))
    .select(({ fn }) => fn.max<number | null>('chain.moves').as('longest'))
    .executeTakeFirstOrThrow();
  return longest ?? 0;
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
