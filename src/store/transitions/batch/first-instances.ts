import { type RawBuilder, sql } from 'kysely';
import { type BatchRange, inRange, type RunHop } from './scope.ts';

/**
 * A table expression `first`: for each transition of this hop in `range` and each product that its path maps an attribute
 * of, the instance that was active the longest, by start date and then by number. Where one value is asked of several
 * instances, that one supplies it, whether or not it has one. Only rows with `place = 1` are such.
 */
export function firstInstances(range: BatchRange, { run, hop }: RunHop): RawBuilder<unknown> {
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
