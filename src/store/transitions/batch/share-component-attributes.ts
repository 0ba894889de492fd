import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { firstInstances } from './first-instances.ts';
import type { BatchRange, RunHop } from './scope.ts';

/**
 * Copies what the paths map between products that do not become one another: the first active instance of the one supplies
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
