import { type RawBuilder, sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import type { Direction } from '../../../domain/groups/direction.ts';
import type { DayMoves, UpcomingTransition } from '../../../domain/transitions/upcoming.ts';
import { itemReference } from '../../items/item-reference.ts';
import { takePage } from '../../page.ts';
import { selectTransitions, toTransitions } from '../runs/history.ts';
import { type BatchRange, inRange } from './scope.ts';

/**
 * The number of the run that is rehearsed and rolled back. Committed runs are numbered from 1, so no existing row has
 * it.
 */
export const REHEARSAL = 0;

interface DayRow {
  readonly date: string;
  readonly path: string | null;
  readonly direction: Direction;
  readonly from_item_id: string;
  readonly from_article_number: string | null;
  readonly from_name: string | null;
  readonly to_item_id: string;
  readonly to_article_number: string | null;
  readonly to_name: string | null;
  readonly count: number;
}

/** What the rehearsal moved in `range`, counted by day, path, direction and items; of one path if `pathId` is given. */
export async function countRehearsed(
  { db }: Session,
  range: BatchRange,
  pathId: string | undefined,
): Promise<DayMoves[]> {
  const ofPath = pathId === undefined ? sql`` : sql`and t.path_id = ${pathId}`;
  const { rows } = await sql<DayRow>`
    select moves.effective_on as date, p.name as path, moves.direction,
      moves.from_item_id, source.article_number as from_article_number, source.name as from_name,
      moves.to_item_id, target.article_number as to_article_number, target.name as to_name, moves.count
    from (
      select t.effective_on, t.path_id, t.direction, t.from_item_id, t.to_item_id, count(*) as count
      from tierctl.transition as t
      where t.run_id = ${REHEARSAL} and ${inRange(range, 't.account_id', 't.from_number')} ${ofPath}
      group by t.effective_on, t.path_id, t.direction, t.from_item_id, t.to_item_id
    ) as moves
    left join tierctl.path as p on p.id = moves.path_id
    left join ${sql.table('billing.item')} as source on source.id = moves.from_item_id
    left join ${sql.table('billing.item')} as target on target.id = moves.to_item_id`.execute(db);
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
export function rehearsedIn(range: BatchRange): RawBuilder<boolean> {
  return sql<boolean>`${inRange(range, 's.account_id', 's.number')} and exists (
    select 1 from tierctl.transition as t
    where t.account_id = s.account_id and t.to_number = s.number and t.run_id = ${REHEARSAL})`;
}
