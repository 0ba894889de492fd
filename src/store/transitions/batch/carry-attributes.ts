import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { type BatchRange, inRange, type RunHop } from './scope.ts';

/**
 * Copies what the paths map from the predecessors of this hop in `range` to their successors: "the mapping of custom
 * attributes between the source product/package and the destination product/package". The predecessors keep theirs.
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
