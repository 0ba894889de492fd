import { expressionBuilder, type RawBuilder } from 'kysely';
import type { Session } from '../../../database/session.ts';
import type { TransitionTable } from '../../../database/tables.ts';
import type { Direction } from '../../../domain/groups/direction.ts';
import type { SubscriptionAddress } from '../../../domain/subscriptions/subscription-address.ts';
import { NOTHING_TAKEN, type TakenAway } from '../../../domain/transitions/taken-away.ts';
import type { Transition } from '../../../domain/transitions/transition.ts';
import { allOf } from '../../all-of.ts';
import { byName } from '../../by-name.ts';
import { itemReference } from '../../items/item-reference.ts';
import { inOrder, type Key, streamRows } from '../../keyset.ts';
import { type Page, takePage } from '../../page.ts';
import { takenBy } from '../taken-away/taken-by.ts';

export interface HistoryFilter {
  readonly pathId?: string | undefined;
  readonly account?: string | undefined;
  /** From or to this subscription. */
  readonly subscription?: SubscriptionAddress | undefined;
  readonly run?: RunFilter | undefined;
}

/** The transitions that a run made, or those of run `of` that it undid. */
export type RunFilter = { readonly made: number } | { readonly reverted: number; readonly of: number };

/** The last `limit` transitions, the newest first: by run, hop, account and number, all descending. */
export async function transitionPage(
  session: Session,
  filter: HistoryFilter,
  limit: number,
): Promise<Page<Transition>> {
  const newest = inOrder(filtered(session, filter), NEWEST_FIRST);
  const { rows, more } = await takePage(newest, limit);
  return { rows: await toTransitions(session, rows), more };
}

/** All of them in that order, in pages. */
export async function* transitionPages(
  session: Session,
  filter: HistoryFilter,
): AsyncGenerator<Transition[]> {
  for await (const rows of streamRows(filtered(session, filter), NEWEST_FIRST)) {
    yield await toTransitions(session, rows);
  }
}

// Runs are numbered in the order in which they ran, so the index by run gives the newest without a sort.
const NEWEST_FIRST: Key<TransitionRow> = [
  { column: 't.run_id', member: 'run_id', descending: true },
  { column: 't.hop', member: 'hop', descending: true },
  { column: 't.account_id', member: 'account_id', descending: true },
  { column: 't.from_number', member: 'from_number', descending: true },
];

/** The first `limit` transitions that a run made or undid, by hop, account and number. */
export async function listRunTransitions(
  session: Session,
  run: RunFilter,
  limit: number,
): Promise<Transition[]> {
  const first = filtered(session, { run }).orderBy('t.hop').orderBy('t.account_id').orderBy('t.from_number');
  const { rows } = await takePage(first, limit);
  return toTransitions(session, rows);
}

/** The transition from the subscription at `address`, without reverted ones. */
export async function findTransitionFrom(
  session: Session,
  { account, number }: SubscriptionAddress,
): Promise<Transition | undefined> {
  const row = await selectTransitions(session)
    .where('t.account_id', '=', account)
    .where('t.from_number', '=', number)
    .where('t.reverted_run', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const [transition] = await toTransitions(session, [row]);
  return transition;
}

function filtered(session: Session, { pathId, account, subscription, run }: HistoryFilter) {
  let transitions = selectTransitions(session);
  if (pathId !== undefined) transitions = transitions.where('t.path_id', '=', pathId);
  if (account !== undefined) transitions = transitions.where('t.account_id', '=', account);
  if (subscription !== undefined) {
    transitions = transitions
      .where('t.account_id', '=', subscription.account)
      .where((at) =>
        at.or([at('t.from_number', '=', subscription.number), at('t.to_number', '=', subscription.number)]),
      );
  }
  return run === undefined ? transitions : transitions.where(isOfRun(run));
}

const { eb } = expressionBuilder<{ t: TransitionTable }, 't'>();

/** Whether the transition `t` is one of them. */
export function isOfRun(run: RunFilter): RawBuilder<boolean> {
  if ('made' in run) return allOf([eb('t.run_id', '=', run.made)]);
  // Also by the run that was undone, because the index is on that column.
  return allOf([eb('t.run_id', '=', run.of), eb('t.reverted_run', '=', run.reverted)]);
}

export interface TransitionRow {
  readonly account_id: string;
  readonly from_number: number;
  readonly from_item_id: string;
  readonly from_article_number: string | null;
  readonly from_name: string | null;
  readonly to_number: number;
  readonly to_item_id: string;
  readonly to_article_number: string | null;
  readonly to_name: string | null;
  readonly path: string | null;
  readonly direction: Direction;
  readonly effective_on: string;
  readonly applied_at: string;
  readonly run_id: number;
  readonly reverted_run: number | null;
  readonly hop: number;
  readonly lost_end_date: string | null;
}

/** Transitions `t` with their items and path; the subscriptions themselves may be gone. */
export function selectTransitions({ db }: Session) {
  return db
    .selectFrom('tierctl.transition as t')
    .leftJoin('billing.item as fi', 'fi.id', 't.from_item_id')
    .leftJoin('billing.item as ti', 'ti.id', 't.to_item_id')
    .leftJoin('tierctl.path as p', 'p.id', 't.path_id')
    .select([
      't.account_id',
      't.from_number',
      't.from_item_id',
      'fi.article_number as from_article_number',
      'fi.name as from_name',
      't.to_number',
      't.to_item_id',
      'ti.article_number as to_article_number',
      'ti.name as to_name',
      'p.name as path',
      't.direction',
      't.effective_on',
      't.applied_at',
      't.run_id',
      't.reverted_run',
      't.hop',
      't.lost_end_date',
    ]);
}

/** The same list in the same order, with what each transition took away: one more statement for all of them. */
export async function toTransitions(session: Session, rows: readonly TransitionRow[]): Promise<Transition[]> {
  const taken = await takenBy(session, rows);
  return rows.map((row, at) => toTransition(row, taken[at] ?? NOTHING_TAKEN));
}

function toTransition(row: TransitionRow, takenAway: TakenAway): Transition {
  return {
    account: row.account_id,
    from: {
      number: row.from_number,
      item: itemReference(row.from_item_id, row.from_article_number, row.from_name),
    },
    to: {
      number: row.to_number,
      item: itemReference(row.to_item_id, row.to_article_number, row.to_name),
    },
    path: row.path,
    direction: row.direction,
    effectiveDate: row.effective_on,
    appliedAt: row.applied_at,
    run: row.run_id,
    reverted: row.reverted_run,
    takenAway,
  };
}

export interface MoveCount {
  /** Null for changes by hand. */
  readonly path: string | null;
  readonly direction: Direction;
  readonly count: number;
}

/** The number of transitions that a run made or undid, by path and direction. */
export function countRunMoves(session: Session, run: RunFilter): Promise<MoveCount[]> {
  const moves = session.db
    .selectFrom('tierctl.transition as t')
    .where(isOfRun(run))
    .groupBy(['t.path_id', 't.direction'])
    .select(({ fn }) => ['t.path_id', 't.direction', fn.countAll<number>().as('count')]);
  return session.db
    .selectFrom(moves.as('moves'))
    .leftJoin('tierctl.path as p', 'p.id', 'moves.path_id')
    .select(['p.name as path', 'moves.direction', 'moves.count'])
    .orderBy(({ ref }) => byName(session, ref('p.name')))
    .orderBy('moves.direction')
    .execute();
}
