import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { type AccountRange, endedIn, inRange } from '../batch/scope.ts';
import { askedOf, type RevertedHop, type RevertScope } from './scope.ts';

/**
 * Ends the successors that this hop provisioned in `range` and that have not changed since, and marks them with the revert.
 * As in a run, the guarded update is the claim: a row that another transaction changed while it waited no longer matches.
 * Returns the number of claimed rows.
 */
export async function claimSuccessors(
  session: Session,
  scope: RevertScope,
  range: AccountRange,
  { revert, hop }: RevertedHop,
): Promise<number> {
  const made = askedOf(session, scope)
    .where('t.hop', '=', hop)
    .where('t.reverted_run', 'is', null)
    .where(({ ref }) => inRange(range, ref('t.account_id'), ref('t.from_number')))
    .select(['t.account_id', 't.from_number', 't.to_number'])
    .as('made');
  const { numUpdatedRows } = await session.db
    .updateTable('tierctl.subscription as successor')
    .from(made)
    .set({
      status: sql.lit('ended'),
      // An ended subscription needs a last day, even until it is deleted.
      end_date: ({ fn }) => fn.coalesce('successor.end_date', 'successor.start_date'),
      ended_run: revert,
      ended_hop: hop,
    })
    .whereRef('successor.account_id', '=', 'made.account_id')
    .whereRef('successor.number', '=', 'made.to_number')
    .whereRef('successor.replaces_number', '=', 'made.from_number')
    .where('successor.status', '=', sql.lit('active'))
    .where('successor.revision', '=', sql.lit(0))
    .where('successor.change_item_id', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** Records that the transitions to the successors that this hop claimed in `range` are undone. */
export async function markReverted(
  session: Session,
  range: AccountRange,
  { revert, run, hop }: RevertedHop,
): Promise<void> {
  await session.db
    .updateTable('tierctl.transition as undone')
    .from(
      endedIn(session, range, { run: revert, hop })
        .select(['s.account_id', 's.replaces_number'])
        .as('claimed'),
    )
    .set({ reverted_run: revert })
    .whereRef('undone.account_id', '=', 'claimed.account_id')
    .whereRef('undone.from_number', '=', 'claimed.replaces_number')
    .where('undone.run_id', '=', run)
    .execute();
}
