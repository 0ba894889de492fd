import { sql } from 'kysely';
import type { Session } from '../../database/session.ts';
import type { Direction } from '../../domain/transition.ts';

export interface MoveCount {
  /** Null for changes by hand. */
  readonly path: string | null;
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
    left join tierctl.path as p on p.id = made.path_id
    order by p.name, made.direction`.execute(db);
  return rows;
}
