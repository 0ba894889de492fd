// Carries attribute values over from predecessors to successors: between the subscriptions themselves, and to, from and
// between the products in packages.

import { type RawBuilder, sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { type BatchRange, inRange, type RunHop } from './scope.ts';

/**
 * Copies mapped values from the predecessors of this hop in `range` to their successors: "the mapping of custom
 * attributes between the source product/package and the destination product/package". The predecessors keep their values.
 */
export async function carryAttributes(
  { db }: Session,
  range: BatchRange,
  { run, hop }: RunHop,
): Promise<void> {
  await sql`
    insert into tierctl.subscription_attribute (account_id, subscription_number, attribute, value)
    select t.account_id, t.to_number, m.destination_attribute, v.value
    from tierctl.transition as t
    join tierctl.path as p on p.id = t.path_id
    join tierctl.path_attribute as m on m.path_id = p.id
      and m.source_item_id = p.source_item_id and m.destination_item_id = p.destination_item_id
    join tierctl.subscription_attribute as v
      on v.account_id = t.account_id and v.subscription_number = t.from_number and v.attribute = m.source_attribute
    where t.run_id = ${run} and t.hop = ${hop} and ${inRange(range, 't.account_id', 't.from_number')}`.execute(
    db,
  );
}

/**
 * Copies mapped values from products in the packages that this hop ended in `range` to the successors themselves: the
 * first active instance supplies the value.
 */
export async function carryAttributesOfProducts(
  { db }: Session,
  range: BatchRange,
  hop: RunHop,
): Promise<void> {
  await sql`
    insert into tierctl.subscription_attribute (account_id, subscription_number, attribute, value)
    select first.account_id, first.to_number, m.destination_attribute, v.value
    from ${firstInstances(range, hop)}
    join tierctl.path_attribute as m on m.path_id = first.path_id
      and m.source_item_id = first.item_id and m.destination_item_id = first.to_item_id
    join tierctl.component_attribute as v on v.account_id = first.account_id
      and v.subscription_number = first.from_number and v.component_number = first.component_number
      and v.attribute = m.source_attribute
    where first.place = 1`.execute(db);
}

/**
 * Copies mapped values from the predecessors of this hop in `range` themselves to products in their successors: every
 * instance gets the value.
 */
export async function carryAttributesToComponents(
  { db }: Session,
  range: BatchRange,
  { run, hop }: RunHop,
): Promise<void> {
  await sql`
    insert into tierctl.component_attribute (account_id, subscription_number, component_number, attribute, value)
    select d.account_id, d.subscription_number, d.component_number, m.destination_attribute, v.value
    from tierctl.transition as t
    join tierctl.path as p on p.id = t.path_id
    join tierctl.component as d on d.account_id = t.account_id and d.subscription_number = t.to_number
    join tierctl.path_attribute as m on m.path_id = p.id
      and m.source_item_id = p.source_item_id and m.destination_item_id = d.item_id
    join tierctl.subscription_attribute as v on v.account_id = t.account_id
      and v.subscription_number = t.from_number and v.attribute = m.source_attribute
    where t.run_id = ${run} and t.hop = ${hop} and ${inRange(range, 't.account_id', 't.from_number')}`.execute(
    db,
  );
}

/**
 * Gives each component that was carried over in this hop in `range` the values of the one that it continues: "the package
 * product attributes listed under the Migrate Product Attributes will be mapped and copied over to the new account package
 * product instances". A change by hand, which keeps the product, keeps all its values.
 */
export async function carryComponentAttributes(
  { db }: Session,
  range: BatchRange,
  { run, hop }: RunHop,
): Promise<void> {
  await sql`
    insert into tierctl.component_attribute (account_id, subscription_number, component_number, attribute, value)
    select d.account_id, d.subscription_number, d.component_number, coalesce(m.destination_attribute, v.attribute), v.value
    from tierctl.transition as t
    join tierctl.component as d on d.account_id = t.account_id and d.subscription_number = t.to_number
    join tierctl.component as c on c.account_id = t.account_id and c.subscription_number = t.from_number
      and c.component_number = d.continues_number
    join tierctl.component_attribute as v on v.account_id = c.account_id
      and v.subscription_number = c.subscription_number and v.component_number = c.component_number
    left join tierctl.path_attribute as m on m.path_id = t.path_id and m.source_item_id = c.item_id
      and m.destination_item_id = d.item_id and m.source_attribute = v.attribute
    where t.run_id = ${run} and t.hop = ${hop} and ${inRange(range, 't.account_id', 't.from_number')}
      and (m.path_id is not null or t.path_id is null)`.execute(db);
}

/**
 * Copies mapped values between products that are not mapped to each other: the first active instance of the one supplies
 * the value of every instance of the other, among the successors of this hop in `range`.
 */
export async function shareComponentAttributes(
  { db }: Session,
  range: BatchRange,
  hop: RunHop,
): Promise<void> {
  await sql`
    insert into tierctl.component_attribute (account_id, subscription_number, component_number, attribute, value)
    select d.account_id, d.subscription_number, d.component_number, m.destination_attribute, v.value
    from ${firstInstances(range, hop)}
    join tierctl.component as d on d.account_id = first.account_id and d.subscription_number = first.to_number
    join tierctl.path_attribute as m on m.path_id = first.path_id
      and m.source_item_id = first.item_id and m.destination_item_id = d.item_id
    join tierctl.component_attribute as v on v.account_id = first.account_id
      and v.subscription_number = first.from_number and v.component_number = first.component_number
      and v.attribute = m.source_attribute
    where first.place = 1
      and not exists (
        select 1 from tierctl.path_product as becomes
        where becomes.path_id = m.path_id and becomes.source_item_id = m.source_item_id
          and becomes.destination_item_id = m.destination_item_id)`.execute(db);
}

/** Gives the successors of changes by hand, of this hop in `range`, the values that were chosen for the change. */
export async function applyChangeAttributes(
  { db }: Session,
  range: BatchRange,
  { run, hop }: RunHop,
): Promise<void> {
  await sql`
    insert into tierctl.subscription_attribute (account_id, subscription_number, attribute, value)
    select t.account_id, t.to_number, c.attribute, c.value
    from tierctl.transition as t
    join tierctl.change_attribute as c on c.account_id = t.account_id and c.subscription_number = t.from_number
    where t.run_id = ${run} and t.hop = ${hop} and t.path_id is null
      and ${inRange(range, 't.account_id', 't.from_number')}`.execute(db);
}

/**
 * A table expression `first`: for each transition of this hop in `range` and each product that its path maps an attribute
 * of, the instance that was active the longest, by start date and then by number. If one value is needed from several
 * instances, that one supplies it, even if it has none. Use only rows with `place = 1`.
 */
function firstInstances(range: BatchRange, { run, hop }: RunHop): RawBuilder<unknown> {
  return sql`(
    select t.account_id, t.from_number, t.to_number, t.to_item_id, t.path_id, c.item_id, c.component_number,
      row_number() over (partition by t.account_id, t.from_number, c.item_id
        order by c.start_date, c.component_number) as place
    from tierctl.transition as t
    join tierctl.component as c on c.account_id = t.account_id and c.subscription_number = t.from_number
      and c.ended_run = t.run_id
    where t.run_id = ${run} and t.hop = ${hop} and ${inRange(range, 't.account_id', 't.from_number')}
      and exists (
        select 1 from tierctl.path_attribute as mapped
        where mapped.path_id = t.path_id and mapped.source_item_id = c.item_id)
  ) as first`;
}
