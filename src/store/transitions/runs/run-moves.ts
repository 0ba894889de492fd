import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import type { Direction } from '../../../domain/groups/direction.ts';
import type { RunFilter } from './history.ts';

export interface MoveCount {
  /** Null for changes by hand. */
  readonly path: string | null;
  readonly direction: Direction;
  readonly count: number;
}

/** The number of transitions that a run made or undid, by path and direction. */
export async function countRunMoves({ db }: Session, run: RunFilter): Promise<MoveCount[]> {
  const those =
    'made' in run ? sql`run_id = ${run.made}` : sql`run_id = ${run.of} and reverted_run = ${run.reverted}`;
  const { rows } = await sql<MoveCount>`
    select p.name as path, moves.direction, moves.count
    from (
      select path_id, direction, count(*) as count from tierctl.transition where ${those} group by path_id, direction
    ) as moves
    left join tierctl.path as p on p.id = moves.path_id
    order by p.name, moves.direction`.execute(db);
  return rows;
}
