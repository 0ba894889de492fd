import { sql } from 'kysely';
import type { Session } from '../../database/session.ts';
import { type BatchRange, inRange, type RunHop } from './scope.ts';

/**
 * Gives the successors of this hop in `range` their attributes: the predecessor's value where the path maps one, else
 * the attribute's default. The predecessor keeps its own.
 */
export async function carryAttributes(
  { db }: Session,
  range: BatchRange,
  { run, hop }: RunHop,
): Promise<void> {
  await sql`
    insert into tierctl.subscription_attribute (account_id, subscription_number, attribute, value)
    select t.account_id, t.to_number, a.name, coalesce(v.value, a.default_value)
    from tierctl.transition as t
    join tierctl.path as p on p.id = t.path_id
    join tierctl.item_attribute as a on a.item_id = p.destination_item_id
    left join tierctl.path_attribute as m
      on m.path_id = p.id and m.destination_item_id = a.item_id and m.destination_attribute = a.name
      and m.source_item_id = p.source_item_id
    left join tierctl.subscription_attribute as v
      on v.account_id = t.account_id and v.subscription_number = t.from_number and v.attribute = m.source_attribute
    where t.run_id = ${run} and t.hop = ${hop} and ${inRange(range, 't.account_id', 't.from_number')}
      and coalesce(v.value, a.default_value) is not null`.execute(db);
}
