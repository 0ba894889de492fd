import { sql } from 'kysely';
import type { Session } from '../../database/session.ts';
import { isDue, stayReason, subscriptionsWithDestinations } from './due.ts';
import { type BatchRange, inRange, type RunHop, type RunScope } from './scope.ts';

/**
 * Ends what is due in `range` and may move, and marks it with the run, the hop and the path: this guarded update is the
 * claim. A row that another transaction ended first is no longer active when its lock is free, so no lock hint is needed.
 * "The Start Date of the new product or package is the End Date of the old product or package plus one day": the
 * predecessor ends the day before the successor starts. Returns how many were claimed.
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
        end_date: dialect.plusDays(sql.ref('claimed.due_on'), -1),
        ended_run: sql`${run}`,
        ended_hop: sql`${hop}`,
        ended_path_id: sql`movable.path_id`,
      },
      from: sql`(
        select s.account_id, s.number, p.id as path_id
        from ${subscriptionsWithDestinations}
        where ${inRange(range, 's.account_id', 's.number')} and ${isDue(scope)} and ${stayReason(dialect)} is null
      ) as movable`,
      where: sql`claimed.account_id = movable.account_id and claimed.number = movable.number
        and claimed.status = 'active'`,
    })
    .execute(db);
  return Number(numAffectedRows ?? 0);
}
