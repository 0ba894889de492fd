import { type Expression, expressionBuilder, type SqlBool } from 'kysely';
import type { Session } from '../../../database/session.ts';
import type { SubscriptionTable, Tables } from '../../../database/tables.ts';
import type { DayMoves, UpcomingTransition } from '../../../domain/transitions/upcoming.ts';
import { allOf } from '../../all-of.ts';
import { ANY_ROW } from '../../any-row.ts';
import { itemReference } from '../../items/item-reference.ts';
import { takePage } from '../../page.ts';
import { selectTransitions, toTransitions } from '../runs/history.ts';
import { type BatchRange, inRange } from './scope.ts';

/**
 * The number of the run that is rehearsed and rolled back. Committed runs are numbered from 1, so no existing row has
 * it.
 */
export const REHEARSAL = 0;

/** What the rehearsal moved in `range`, counted by day, path, direction and items; of one path if `pathId` is given. */
export async function countRehearsed(
  { db }: Session,
  range: BatchRange,
  pathId: string | undefined,
): Promise<DayMoves[]> {
  let moved = db
    .selectFrom('tierctl.transition as t')
    .where('t.run_id', '=', REHEARSAL)
    .where(({ ref }) => inRange(range, ref('t.account_id'), ref('t.from_number')));
  if (pathId !== undefined) moved = moved.where('t.path_id', '=', pathId);
  const key = ['t.effective_on', 't.path_id', 't.direction', 't.from_item_id', 't.to_item_id'] as const;
  const moves = moved
    .select(key)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .groupBy(key);
  const rows = await db
    .selectFrom(moves.as('moves'))
    .leftJoin('tierctl.path as p', 'p.id', 'moves.path_id')
    .leftJoin('billing.item as source', 'source.id', 'moves.from_item_id')
    .leftJoin('billing.item as target', 'target.id', 'moves.to_item_id')
    .select([
      'moves.effective_on as date',
      'p.name as path',
      'moves.direction',
      'moves.from_item_id',
      'source.article_number as from_article_number',
      'source.name as from_name',
      'moves.to_item_id',
      'target.article_number as to_article_number',
      'target.name as to_name',
      'moves.count',
    ])
    .execute();
  return rows.map(({ date, path, direction, count, ...row }) => ({
    date,
    path,
    direction,
    from: itemReference(row.from_item_id, row.from_article_number, row.from_name),
    to: itemReference(row.to_item_id, row.to_article_number, row.to_name),
    count,
  }));
}

/** The first `limit` moves of the rehearsal in `range`, by day, account and number. */
export async function listRehearsed(
  session: Session,
  { first, last }: { readonly first: string; readonly last: string },
  pathId: string | undefined,
  limit: number,
): Promise<UpcomingTransition[]> {
  let moved = selectTransitions(session)
    .where('t.run_id', '=', REHEARSAL)
    .where('t.account_id', '>=', first)
    .where('t.account_id', '<=', last);
  if (pathId !== undefined) moved = moved.where('t.path_id', '=', pathId);
  const page = await takePage(
    moved.orderBy('t.effective_on').orderBy('t.account_id').orderBy('t.from_number'),
    limit,
  );
  const transitions = await toTransitions(session, page.rows);
  return transitions.map((one) => ({ ...one, appliedAt: null, run: null, reverted: null }));
}

/** Whether `s` is a successor that the rehearsal provisioned in `range`. */
export function rehearsedIn(range: BatchRange): Expression<SqlBool> {
  const { exists, selectFrom, ref } = expressionBuilder<Tables & { s: SubscriptionTable }, 's'>();
  const provisioned = selectFrom('tierctl.transition as t')
    .select(ANY_ROW)
    .whereRef('t.account_id', '=', 's.account_id')
    .whereRef('t.to_number', '=', 's.number')
    .where('t.run_id', '=', REHEARSAL);
  return allOf([inRange(range, ref('s.account_id'), ref('s.number')), exists(provisioned)]);
}
