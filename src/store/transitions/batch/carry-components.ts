import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { type BatchRange, inRange, type RunHop } from './scope.ts';

/**
 * Carries components over to the successors of this hop in `range`: "when multiple instances of the same package product is
 * provisioned to the account, the destination package should also be provisioned with the same number of package
 * products". A path says in its product grid what becomes of which product; a change by hand keeps the products that
 * the other package has too. They are numbered from 1 in the order of the source, by start date and number. What has not
 * started yet starts on its own day.
 */
export async function carryComponents(
  { db }: Session,
  range: BatchRange,
  { run, hop }: RunHop,
): Promise<void> {
  await sql`
    insert into tierctl.component
      (account_id, subscription_number, component_number, item_id, status, start_date, continues_number)
    select t.account_id, t.to_number,
      row_number() over (partition by t.account_id, t.to_number order by c.start_date, c.component_number),
      coalesce(m.destination_item_id, same.product_item_id), 'active',
      case when c.start_date > t.effective_on then c.start_date else t.effective_on end, c.component_number
    from tierctl.transition as t
    join tierctl.component as c on c.account_id = t.account_id and c.subscription_number = t.from_number
      and c.ended_run = t.run_id
    left join tierctl.path_product as m on m.path_id = t.path_id and m.source_item_id = c.item_id
    left join tierctl.package_product as same on t.path_id is null
      and same.package_item_id = t.to_item_id and same.product_item_id = c.item_id
    where t.run_id = ${run} and t.hop = ${hop} and ${inRange(range, 't.account_id', 't.from_number')}
      and (m.path_id is not null or same.product_item_id is not null)`.execute(db);
}
