import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { firstInstances } from './first-instances.ts';
import type { BatchRange, RunHop } from './scope.ts';

/**
 * Copies what the paths map from products in the packages that this hop ended in `range` to the successors themselves: the
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
