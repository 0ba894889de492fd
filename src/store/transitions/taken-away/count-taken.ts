import { type RawBuilder, sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import {
  byPathAndKind,
  NOTHING_IN_ALL,
  type TakenCount,
  type TakenInAll,
} from '../../../domain/transitions/taken-away.ts';
import { itemReference } from '../../items/item-reference.ts';
import { type BatchRange, inRange } from '../batch/scope.ts';
import type { RunFilter } from '../runs/history.ts';
import type { TakenRow } from './taken-by.ts';

/** What the transitions that a run made or undid took away. */
export function countRunTaken(session: Session, run: RunFilter): Promise<TakenInAll> {
  return countTaken(
    session,
    'made' in run
      ? sql`t.run_id = ${run.made}`
      : sql`t.run_id = ${run.of} and t.reverted_run = ${run.reverted}`,
  );
}

/** The same for the transitions of a run in `range`; of one path if `pathId` is given. */
export function countTakenIn(
  session: Session,
  range: BatchRange,
  run: number,
  pathId: string | undefined,
): Promise<TakenInAll> {
  const ofPath = pathId === undefined ? sql`` : sql` and t.path_id = ${pathId}`;
  return countTaken(
    session,
    sql`t.run_id = ${run} and ${inRange(range, 't.account_id', 't.from_number')}${ofPath}`,
  );
}

interface CountRow extends Omit<TakenRow, 'what' | 'quantity'> {
  readonly path: string | null;
  readonly what: TakenRow['what'];
  readonly subscriptions: number;
  readonly quantity: number;
}

/** `which` selects transitions `t`. Two statements if nothing was taken away, else three. */
async function countTaken({ db }: Session, which: RawBuilder<unknown>): Promise<TakenInAll> {
  const { rows } = await sql<CountRow>`
    select p.name as path, taken.what, taken.item_id, i.article_number, i.name, taken.attribute, taken.subscriptions, taken.quantity
    from (
      select t.path_id, l.what, l.item_id, l.attribute, count(*) as subscriptions,
        sum(cast(l.quantity as bigint)) as quantity
      from tierctl.transition as t
      join tierctl.taken_away as l on l.account_id = t.account_id and l.from_number = t.from_number
        and l.run_id = t.run_id
      where ${which}
      group by t.path_id, l.what, l.item_id, l.attribute
    ) as taken
    left join tierctl.path as p on p.id = taken.path_id
    left join ${sql.table('billing.item')} as i on i.id = taken.item_id`.execute(db);
  const { rows: ends } = await sql<{ path: string | null; count: number }>`
    select p.name as path, ends.count
    from (
      select t.path_id, count(*) as count from tierctl.transition as t
      where ${which} and t.lost_end_date is not null group by t.path_id
    ) as ends
    left join tierctl.path as p on p.id = ends.path_id`.execute(db);
  if (rows.length + ends.length === 0) return NOTHING_IN_ALL;
  const { rows: all } = await sql<{ total: number }>`
    select count(*) as total from tierctl.transition as t
    where ${which} and (t.lost_end_date is not null or exists (
      select 1 from tierctl.taken_away as l
      where l.account_id = t.account_id and l.from_number = t.from_number and l.run_id = t.run_id))`.execute(
    db,
  );
  return {
    total: all[0]?.total ?? 0,
    byPath: [
      ...rows.map(
        ({ path, what, item_id, article_number, name, attribute, subscriptions, quantity }): TakenCount => ({
          path,
          what,
          item: itemReference(item_id, article_number, name),
          attribute: what === 'attribute' ? attribute : null,
          subscriptions,
          quantity,
        }),
      ),
      ...ends.map(
        ({ path, count }): TakenCount => ({
          path,
          what: 'end-date',
          item: null,
          attribute: null,
          subscriptions: count,
          quantity: count,
        }),
      ),
    ].sort(byPathAndKind),
  };
}
