import { type RawBuilder, sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { type AccountRange, inRange } from '../batch/scope.ts';
import type { RevertedHop } from './scope.ts';

/**
 * Makes the predecessors of what this hop undid in `range` what they were before the run. A change that waited for its day
 * waits again; one that was made by hand at once (`byHand`) is taken back, with the revision that it counted.
 */
export async function restorePredecessors(
  { db, dialect }: Session,
  range: AccountRange,
  hop: RevertedHop,
  byHand: boolean,
): Promise<void> {
  const nothing = sql`null`;
  await dialect
    .updateFrom({
      target: 'tierctl.subscription',
      alias: 'restored',
      set: {
        status: sql`'active'`,
        end_date: sql`restored.previous_end_date`,
        previous_end_date: nothing,
        ended_run: nothing,
        ended_hop: nothing,
        ended_path_id: nothing,
        ...(byHand
          ? {
              change_item_id: nothing,
              change_on: nothing,
              change_keeps_end: nothing,
              revision: sql`restored.revision - 1`,
            }
          : {}),
      },
      from: undone(range, hop),
      where: sql`restored.account_id = undone.account_id and restored.number = undone.from_number`,
    })
    .execute(db);
}

/** Makes the components active again that the run ended together with those predecessors. */
export async function restoreComponents(
  { db, dialect }: Session,
  range: AccountRange,
  hop: RevertedHop,
): Promise<void> {
  await dialect
    .updateFrom({
      target: 'tierctl.component',
      alias: 'restored',
      set: { status: sql`'active'`, end_date: sql`null`, ended_run: sql`null` },
      from: undone(range, hop),
      where: sql`restored.account_id = undone.account_id and restored.subscription_number = undone.from_number
        and restored.ended_run = ${hop.run}`,
    })
    .execute(db);
}

function undone(range: AccountRange, { revert, run, hop }: RevertedHop): RawBuilder<unknown> {
  return sql`(
    select t.account_id, t.from_number
    from tierctl.transition as t
    where t.run_id = ${run} and t.hop = ${hop} and t.reverted_run = ${revert}
      and ${inRange(range, 't.account_id', 't.from_number')}
  ) as undone`;
}
