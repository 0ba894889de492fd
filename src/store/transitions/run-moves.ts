import { sql } from 'kysely';
import type { Session } from '../../database/session.ts';
import type { Direction, Transition } from '../../domain/transition.ts';

export interface MoveCount {
  readonly path: string;
  readonly direction: Direction;
  readonly count: number;
}

/** How many transitions a run made, by path and direction. */
export async function countRunMoves({ db }: Session, run: number): Promise<MoveCount[]> {
  const { rows } = await sql<MoveCount>`
    select p.name as path, made.direction, made.count
    from (
      select path_id, direction, count(*) as count from tierctl.transition where run_id = ${run} group by path_id, direction
    ) as made
    join tierctl.path as p on p.id = made.path_id
    order by p.name, made.direction`.execute(db);
  return rows;
}

interface TransitionRow {
  readonly account: string;
  readonly from_number: number;
  readonly to_number: number;
  readonly from_item: string;
  readonly from_article: string;
  readonly from_name: string;
  readonly to_item: string;
  readonly to_article: string;
  readonly to_name: string;
  readonly path: string;
  readonly direction: Direction;
  readonly effective_on: string;
  readonly applied_at: string;
}

/** The first `limit` transitions of a run, by hop, account and predecessor. */
export async function listRunTransitions({ db }: Session, run: number, limit: number): Promise<Transition[]> {
  const item = sql.table('billing.item');
  const { rows } = await sql<TransitionRow>`
    select t.account_id as account, t.from_number, t.to_number, p.name as path, t.direction, t.effective_on, t.applied_at,
      source.id as from_item, source.article_number as from_article, source.name as from_name,
      destination.id as to_item, destination.article_number as to_article, destination.name as to_name
    from tierctl.transition as t
    join tierctl.path as p on p.id = t.path_id
    left join ${item} as source on source.id = p.source_item_id
    left join ${item} as destination on destination.id = p.destination_item_id
    where t.run_id = ${run}
    order by t.hop, t.account_id, t.from_number
    offset 0 rows fetch next ${sql.lit(limit)} rows only`.execute(db);
  return rows.map((row) => ({
    account: row.account,
    from: {
      number: row.from_number,
      item: { id: row.from_item, articleNumber: row.from_article, name: row.from_name },
    },
    to: {
      number: row.to_number,
      item: { id: row.to_item, articleNumber: row.to_article, name: row.to_name },
    },
    path: row.path,
    direction: row.direction,
    effectiveDate: row.effective_on,
    appliedAt: row.applied_at,
    run,
  }));
}
