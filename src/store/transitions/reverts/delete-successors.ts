import { type RawBuilder, sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
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
  session: Session,
  range: AccountRange,
  { revert, hop }: RevertedHop,
): Promise<void> {
  const claimed = (owner: RawBuilder<unknown>) => sql<boolean>`exists (
      select 1 from tierctl.subscription as claimed
      where claimed.ended_run = ${revert} and claimed.ended_hop = ${hop} and ${owner} )`;
  for (const table of HELD) {
    await deleteHeld(session, table, range, (account, number) =>
      claimed(sql`claimed.account_id = ${account} and claimed.number = ${number}`),
    );
  }
  await sql`
    delete from tierctl.subscription
    where ended_run = ${revert} and ended_hop = ${hop} and ${inRange(range, 'account_id', 'number')}`.execute(
    session.db,
  );
}

/** Removes the choices of the change by hand that this hop undid in `range`. */
export async function deletePendingChanges(
  session: Session,
  range: AccountRange,
  { revert, run, hop }: RevertedHop,
): Promise<void> {
  for (const table of PENDING_CHANGE) {
    await deleteHeld(
      session,
      table,
      range,
      (account, number) => sql<boolean>`exists (
        select 1 from tierctl.transition as undone
        where undone.run_id = ${run} and undone.hop = ${hop} and undone.reverted_run = ${revert}
          and undone.account_id = ${account} and undone.from_number = ${number})`,
    );
  }
}

async function deleteHeld(
  { db }: Session,
  table: (typeof HELD)[number],
  range: AccountRange,
  which: (account: RawBuilder<unknown>, number: RawBuilder<unknown>) => RawBuilder<boolean>,
): Promise<void> {
  const column = (name: string) => `${table}.${name}`;
  await sql`
    delete from ${sql.table(table)}
    where ${inRange(range, column('account_id'), column('subscription_number'))}
      and ${which(sql.ref(column('account_id')), sql.ref(column('subscription_number')))}`.execute(db);
}
