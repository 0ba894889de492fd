import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { type AccountRange, inRange } from '../batch/scope.ts';
import { isAsked, type RevertedHop, type RevertScope } from './scope.ts';

/**
 * Ends the successors that this hop provisioned in `range` and that have not changed since, and marks them with the revert.
 * As in a run, the guarded update is the claim: a row that another transaction changed while it waited no longer matches.
 * Returns the number of claimed rows.
 */
export async function claimSuccessors(
  { db, dialect }: Session,
  scope: RevertScope,
  range: AccountRange,
  { revert, hop }: RevertedHop,
): Promise<number> {
  const { numAffectedRows } = await dialect
    .updateFrom({
      target: 'tierctl.subscription',
      alias: 'successor',
      set: {
        status: sql`'ended'`,
        // An ended subscription needs a last day, even until it is deleted.
        end_date: sql`coalesce(successor.end_date, successor.start_date)`,
        ended_run: sql`${revert}`,
        ended_hop: sql`${hop}`,
      },
      from: sql`(
        select t.account_id, t.from_number, t.to_number
        from tierctl.transition as t
        where ${isAsked(scope)} and t.hop = ${hop} and t.reverted_run is null
          and ${inRange(range, 't.account_id', 't.from_number')}
      ) as made`,
      where: sql`successor.account_id = made.account_id and successor.number = made.to_number
        and successor.replaces_number = made.from_number and successor.status = 'active'
        and successor.revision = 0 and successor.change_item_id is null`,
    })
    .execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Records that the transitions to the successors that this hop claimed in `range` are undone. */
export async function markReverted(
  { db, dialect }: Session,
  range: AccountRange,
  { revert, run, hop }: RevertedHop,
): Promise<void> {
  await dialect
    .updateFrom({
      target: 'tierctl.transition',
      alias: 'undone',
      set: { reverted_run: sql`${revert}` },
      from: sql`(
        select s.account_id, s.replaces_number
        from tierctl.subscription as s
        where s.ended_run = ${revert} and s.ended_hop = ${hop} and ${inRange(range, 's.account_id', 's.number')}
      ) as claimed`,
      where: sql`undone.account_id = claimed.account_id and undone.from_number = claimed.replaces_number
        and undone.run_id = ${run}`,
    })
    .execute(db);
}
