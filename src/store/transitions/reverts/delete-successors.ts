import type { Session } from '../../../database/session.ts';
import { ANY_ROW } from '../../any-row.ts';
import { type AccountRange, inRange } from '../batch/scope.ts';
import type { RevertedHop } from './scope.ts';

const PENDING_CHANGE = [
  'tierctl.change_extension',
  'tierctl.change_termination',
  'tierctl.change_attribute',
] as const;

// Tables that refer to others come first.
const HELD = [
  'tierctl.component_attribute',
  'tierctl.component',
  'tierctl.former_component_attribute',
  'tierctl.former_component',
  'tierctl.subscription_attribute',
  'tierctl.subscription_extension',
  'tierctl.subscription_usage',
  ...PENDING_CHANGE,
] as const;

/** Deletes the successors that this hop claimed in `range`, with everything that they hold. */
export async function deleteSuccessors(
  { db }: Session,
  range: AccountRange,
  { revert, hop }: RevertedHop,
): Promise<void> {
  for (const table of HELD) {
    await db
      .deleteFrom(table)
      .where(({ ref }) => inRange(range, ref(`${table}.account_id`), ref(`${table}.subscription_number`)))
      .where(({ exists, selectFrom, ref }) =>
        exists(
          selectFrom('tierctl.subscription as claimed')
            .select(ANY_ROW)
            .where('claimed.ended_run', '=', revert)
            .where('claimed.ended_hop', '=', hop)
            .where('claimed.account_id', '=', ref(`${table}.account_id`))
            .where('claimed.number', '=', ref(`${table}.subscription_number`)),
        ),
      )
      .execute();
  }
  await db
    .deleteFrom('tierctl.subscription')
    .where('ended_run', '=', revert)
    .where('ended_hop', '=', hop)
    .where(({ ref }) => inRange(range, ref('account_id'), ref('number')))
    .execute();
}

/** Removes the choices of the change by hand that this hop undid in `range`. */
export async function deletePendingChanges(
  { db }: Session,
  range: AccountRange,
  { revert, run, hop }: RevertedHop,
): Promise<void> {
  for (const table of PENDING_CHANGE) {
    await db
      .deleteFrom(table)
      .where(({ ref }) => inRange(range, ref(`${table}.account_id`), ref(`${table}.subscription_number`)))
      .where(({ exists, selectFrom, ref }) =>
        exists(
          selectFrom('tierctl.transition as undone')
            .select(ANY_ROW)
            .where('undone.run_id', '=', run)
            .where('undone.hop', '=', hop)
            .where('undone.reverted_run', '=', revert)
            .where('undone.account_id', '=', ref(`${table}.account_id`))
            .where('undone.from_number', '=', ref(`${table}.subscription_number`)),
        ),
      )
      .execute();
  }
}
