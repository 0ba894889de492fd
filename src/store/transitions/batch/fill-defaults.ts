// Defaults for attributes without a carried over value.

import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { type BatchRange, inRange, type RunHop } from './scope.ts';

/** Gives the successors of this hop in `range` the default of each attribute without a carried over value. */
export async function fillAttributeDefaults(
  { db }: Session,
  range: BatchRange,
  { run, hop }: RunHop,
): Promise<void> {
  // The last condition depends on no row: if the catalogue has no default, nothing is read.
  await sql`
    insert into tierctl.subscription_attribute (account_id, subscription_number, attribute, value)
    select t.account_id, t.to_number, a.name, a.default_value
    from tierctl.transition as t
    join tierctl.item_attribute as a on a.item_id = t.to_item_id and a.default_value is not null
    where t.run_id = ${run} and t.hop = ${hop} and ${inRange(range, 't.account_id', 't.from_number')}
      and not exists (
        select 1 from tierctl.subscription_attribute as v
        where v.account_id = t.account_id and v.subscription_number = t.to_number and v.attribute = a.name)
      and exists (select 1 from tierctl.item_attribute as any_default where any_default.default_value is not null)`.execute(
    db,
  );
}

/** Gives the components of this hop's successors in `range` the default of each attribute without a carried over value. */
export async function fillComponentDefaults(
  { db }: Session,
  range: BatchRange,
  { run, hop }: RunHop,
): Promise<void> {
  await sql`
    insert into tierctl.component_attribute (account_id, subscription_number, component_number, attribute, value)
    select d.account_id, d.subscription_number, d.component_number, a.name, a.default_value
    from tierctl.transition as t
    join tierctl.component as d on d.account_id = t.account_id and d.subscription_number = t.to_number
    join tierctl.item_attribute as a on a.item_id = d.item_id and a.default_value is not null
    where t.run_id = ${run} and t.hop = ${hop} and ${inRange(range, 't.account_id', 't.from_number')}
      and not exists (
        select 1 from tierctl.component_attribute as v
        where v.account_id = d.account_id and v.subscription_number = d.subscription_number
          and v.component_number = d.component_number and v.attribute = a.name)`.execute(db);
}
