import { type RawBuilder, sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { subscriptionsWithDestinations } from '../../paths/applicable-path.ts';
import { isDue, stayReason } from './due.ts';
import { type BatchRange, inRange, type RunHop, type RunScope } from './scope.ts';

/**
 * Ends what is due in `range` and may move, and marks it with the run, the hop and the path: this guarded update is the
 * claim. "The Start Date of the new product or package is the End Date of the old product or package plus one day": the
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
        previous_end_date: sql`claimed.end_date`,
        end_date: dialect.plusDays(sql.ref('claimed.due_on'), -1),
        ended_run: sql`${run}`,
        ended_hop: sql`${hop}`,
        ended_path_id: sql`movable.path_followed`,
      },
      from: sql`(
        select s.account_id, s.number, s.item_id, s.due_on, s.path_rule, s.path_id, s.change_item_id,
          s.revision, p.id as path_followed
        from ${subscriptionsWithDestinations}
        where ${inRange(range, 's.account_id', 's.number')} and ${isDue(scope)} and ${stayReason(dialect)} is null
      ) as movable`,
      where: sql`claimed.account_id = movable.account_id and claimed.number = movable.number and ${unchanged}`,
    })
    .execute(db);
  return Number(numAffectedRows ?? 0);
}

// Where the claim had to wait for another transaction, a server looks again at the row it claims, and at that row alone:
// it must still be what it was judged by, and the revision tells that it holds what it held. So no lock hint is needed, and
// nothing is moved by a rule that was just changed.
const unchanged = sql`claimed.status = 'active' and claimed.due_on = movable.due_on
  and claimed.item_id = movable.item_id and claimed.path_rule = movable.path_rule
  and claimed.revision = movable.revision and ${same('path_id')} and ${same('change_item_id')}`;

function same(column: string): RawBuilder<boolean> {
  const [now, then] = [sql.ref(`claimed.${column}`), sql.ref(`movable.${column}`)];
  return sql<boolean>`(${now} = ${then} or (${now} is null and ${then} is null))`;
}
