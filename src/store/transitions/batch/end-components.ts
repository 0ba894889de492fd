import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { type BatchRange, inRange, type RunHop } from './scope.ts';

/**
 * Ends the active components of the packages that this hop ended in `range`, on the day these ended, and marks them with
 * the run: what carries the mark was active, and is what the successors are made from. What has not started by then gets
 * the mark as well, and a day of its own until it has been carried over and is removed.
 */
export async function endComponents(
  { db, dialect }: Session,
  range: BatchRange,
  { run, hop }: RunHop,
): Promise<void> {
  await dialect
    .updateFrom({
      target: 'tierctl.component',
      alias: 'ending',
      set: {
        status: sql`'ended'`,
        end_date: sql`case when ending.start_date > whole.end_date then ending.start_date else whole.end_date end`,
        ended_run: sql`${run}`,
      },
      from: sql`(
        select s.account_id, s.number, s.end_date
        from tierctl.subscription as s
        where s.ended_run = ${run} and s.ended_hop = ${hop} and ${inRange(range, 's.account_id', 's.number')}
      ) as whole`,
      where: sql`ending.account_id = whole.account_id and ending.subscription_number = whole.number
        and ending.status = 'active'`,
    })
    .execute(db);
}
