import { type RawBuilder, sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { sameComponent } from '../../same-component.ts';
import { type AccountRange, inRange } from '../batch/scope.ts';
import type { RevertedHop } from './scope.ts';

/**
 * Restores the predecessors of what this hop undid in `range` to their state before the run. A pending change is pending
 * again; a change that was made by hand at once (`byHand`) is removed, and so is its increment of the revision.
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

/** Reactivates the components that the run ended together with those predecessors. */
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

/**
 * Restores the components that the run removed from the predecessors because they had not started, and the last days of those
 * that it shortened. Call it after the components that it ended are active again.
 */
export async function restoreFormerComponents(
  { db, dialect }: Session,
  range: AccountRange,
  hop: RevertedHop,
): Promise<void> {
  const former = sql`
    tierctl.former_component as f
    join ${undone(range, hop)} on undone.account_id = f.account_id and undone.from_number = f.subscription_number
    where f.run_id = ${hop.run}`;
  const { numAffectedRows: shortened } = await dialect
    .updateFrom({
      target: 'tierctl.component',
      alias: 'restored',
      set: { status: sql`kept.status`, end_date: sql`kept.end_date` },
      from: sql`(
        select f.account_id, f.subscription_number, f.component_number, f.status, f.end_date from ${former}
      ) as kept`,
      where: sameComponent('restored', 'kept'),
    })
    .execute(db);
  const { numAffectedRows: removed } = await sql`
    insert into tierctl.component
      (account_id, subscription_number, component_number, item_id, status, start_date, end_date, continues_number)
    select f.account_id, f.subscription_number, f.component_number, f.item_id, f.status, f.start_date, f.end_date,
      f.continues_number
    from ${former} and not exists (
      select 1 from tierctl.component as c where ${sameComponent('c', 'f')})`.execute(db);
  if ((shortened ?? 0n) + (removed ?? 0n) === 0n) return;
  await sql`
    insert into tierctl.component_attribute (account_id, subscription_number, component_number, attribute, value)
    select v.account_id, v.subscription_number, v.component_number, v.attribute, v.value
    from (select f.account_id, f.subscription_number, f.component_number from ${former}) as kept
    join tierctl.former_component_attribute as v on ${sameComponent('v', 'kept')}`.execute(db);
  for (const table of ['tierctl.former_component_attribute', 'tierctl.former_component'] as const) {
    const column = (name: string) => `${table}.${name}`;
    await sql`
      delete from ${sql.table(table)}
      where ${inRange(range, column('account_id'), column('subscription_number'))} and exists (
        select 1 from (select f.account_id, f.subscription_number, f.component_number from ${former}) as kept
        where ${sameComponent('kept', table)})`.execute(db);
  }
}

function undone(range: AccountRange, { revert, run, hop }: RevertedHop): RawBuilder<unknown> {
  return sql`(
    select t.account_id, t.from_number
    from tierctl.transition as t
    where t.run_id = ${run} and t.hop = ${hop} and t.reverted_run = ${revert}
      and ${inRange(range, 't.account_id', 't.from_number')}
  ) as undone`;
}
