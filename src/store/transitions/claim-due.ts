import { sql } from 'kysely';
import type { Session } from '../../database/session.ts';
import { applicablePath, isDue, stayReason } from './due.ts';
import { type BatchRange, inRange, type RunHop, type RunScope } from './scope.ts';

/**
 * Ends what is due in `range` and marks it with the run, the hop and the path: this guarded update is the claim. A row
 * that another transaction ended first no longer satisfies it, so no lock hint is needed. "The Start Date of the new
 * product or package is the End Date of the old product or package plus one day": the predecessor ends the day before
 * the successor starts. Returns how many were claimed.
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
      alias: 's',
      set: {
        status: sql`'ended'`,
        end_date: dialect.plusDays(sql.ref('s.due_on'), -1),
        ended_run: sql`${run}`,
        ended_hop: sql`${hop}`,
        ended_path_id: sql`p.id`,
      },
      from: sql`tierctl.path as p
        join tierctl.item_profile as source on source.item_id = p.source_item_id
        join tierctl.item_profile as destination on destination.item_id = p.destination_item_id`,
      where: sql`${inRange(range, 's.account_id', 's.number')} and ${isDue(scope)}
        and source.item_id = s.item_id and p.id = ${applicablePath} and ${stayReason(dialect)} is null`,
    })
    .execute(db);
  return Number(numAffectedRows ?? 0);
}
