import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { type BatchRange, inRange, type RunHop } from './scope.ts';

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
