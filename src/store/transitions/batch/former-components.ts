// Components outside the time of an ended subscription: a component that has not started by then is removed from it. The run
// keeps their previous state, so that it can be undone.
import { type RawBuilder, sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { sameComponent } from '../../same-component.ts';
import { type BatchRange, inRange, type RunHop } from './scope.ts';

/** The subscriptions `s` that this hop ended in `range`, joined with the kept state of their components, as `f`. */
function keptOfClaimed(range: BatchRange, { run, hop }: RunHop): RawBuilder<unknown> {
  return sql`
    from tierctl.subscription as s
    join tierctl.former_component as f on f.account_id = s.account_id and f.subscription_number = s.number
      and f.run_id = s.ended_run
    where s.ended_run = ${run} and s.ended_hop = ${hop} and ${inRange(range, 's.account_id', 's.number')}`;
}

/**
 * Keeps the state of components that start, or ended, after the end of the subscription that this hop ended in `range`.
 * Returns their number. Call it before any component is ended, while they are unchanged.
 */
export async function keepComponentsOutside(
  { db }: Session,
  range: BatchRange,
  { run, hop }: RunHop,
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into tierctl.former_component (account_id, subscription_number, component_number, item_id, status, start_date,
      end_date, continues_number, run_id)
    select c.account_id, c.subscription_number, c.component_number, c.item_id, c.status, c.start_date,
      c.end_date, c.continues_number, s.ended_run
    from tierctl.subscription as s
    join tierctl.component as c on c.account_id = s.account_id and c.subscription_number = s.number
      and (c.start_date > s.end_date or c.end_date > s.end_date)
    where s.ended_run = ${run} and s.ended_hop = ${hop} and ${inRange(range, 's.account_id', 's.number')}`.execute(
    db,
  );
  return Number(numAffectedRows ?? 0);
}

/** Ends kept components that ended later than their subscription, for example after a backdated change, with the subscription. */
export async function shortenComponents(
  { db, dialect }: Session,
  range: BatchRange,
  hop: RunHop,
): Promise<void> {
  await dialect
    .updateFrom({
      target: 'tierctl.component',
      alias: 'shortened',
      set: { end_date: sql`longer.end_date` },
      from: sql`(
        select f.account_id, f.subscription_number, f.component_number, s.end_date ${keptOfClaimed(range, hop)}
          and f.start_date <= s.end_date
      ) as longer`,
      where: sameComponent('shortened', 'longer'),
    })
    .execute(db);
}

/**
 * Removes components that had not started from the subscriptions that this hop ended in `range`, after they were carried
 * over: they are on the successor only, and continue nothing.
 */
export async function removeNotStarted(
  { db, dialect }: Session,
  range: BatchRange,
  hop: RunHop,
): Promise<void> {
  const notStarted = sql`${keptOfClaimed(range, hop)} and f.start_date > s.end_date`;
  await sql`
    insert into tierctl.former_component_attribute (account_id, subscription_number, component_number, attribute, value)
    select v.account_id, v.subscription_number, v.component_number, v.attribute, v.value
    from (select f.account_id, f.subscription_number, f.component_number ${notStarted}) as gone
    join tierctl.component_attribute as v on ${sameComponent('v', 'gone')}`.execute(db);
  await dialect
    .updateFrom({
      target: 'tierctl.component',
      alias: 'carried',
      set: { continues_number: sql`null` },
      from: sql`(
        select t.account_id, t.to_number, gone.component_number
        from (select f.account_id, f.subscription_number, f.component_number ${notStarted}) as gone
        join tierctl.transition as t on t.account_id = gone.account_id and t.from_number = gone.subscription_number
          and t.run_id = ${hop.run}
      ) as made`,
      where: sql`carried.account_id = made.account_id and carried.subscription_number = made.to_number
        and carried.continues_number = made.component_number`,
    })
    .execute(db);
  for (const table of ['tierctl.component_attribute', 'tierctl.component'] as const) {
    const column = (name: string) => `${table}.${name}`;
    await sql`
      delete from ${sql.table(table)}
      where ${inRange(range, column('account_id'), column('subscription_number'))} and exists (
        select 1 ${notStarted} and ${sameComponent('f', table)})`.execute(db);
  }
}
