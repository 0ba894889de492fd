import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { type BatchRange, inRange, type RunHop } from './scope.ts';

/**
 * Copies what the paths map from the predecessors of this hop in `range` themselves to products in their successors: every
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
