import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { type BatchRange, inRange, type RunHop } from './scope.ts';

const digits = sql`(values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))`;

// 1 to 1,000, the largest minimum: without a sequence or a function that only some engines have.
const numbers = sql`(
  select hundreds.digit * 100 + tens.digit * 10 + ones.digit + 1 as n
  from ${digits} as hundreds(digit)
  cross join ${digits} as tens(digit)
  cross join ${digits} as ones(digit))`;

/**
 * Provisions what the successors of this hop in `range` lack of each product's minimum, numbered on from what was carried
 * over: "make sure that there are package products configured to have a minimum required quantity of 1. Otherwise, an empty
 * package will be provisioned to the account."
 */
export async function fillComponents(
  { db }: Session,
  range: BatchRange,
  { run, hop }: RunHop,
): Promise<void> {
  await sql`
    insert into tierctl.component (account_id, subscription_number, component_number, item_id, status, start_date)
    select t.account_id, t.to_number,
      (select count(*) from tierctl.component as carried
        where carried.account_id = t.account_id and carried.subscription_number = t.to_number)
        + row_number() over (partition by t.account_id, t.to_number
          order by item.article_number, product.product_item_id, numbers.n),
      product.product_item_id, 'active', t.effective_on
    from tierctl.transition as t
    join tierctl.package_product as product on product.package_item_id = t.to_item_id
    join ${numbers} as numbers on numbers.n <= product.minimum_quantity
    left join ${sql.table('billing.item')} as item on item.id = product.product_item_id
    where t.run_id = ${run} and t.hop = ${hop} and ${inRange(range, 't.account_id', 't.from_number')}
      and numbers.n > (
        select count(*) from tierctl.component as carried
        where carried.account_id = t.account_id and carried.subscription_number = t.to_number
          and carried.item_id = product.product_item_id)`.execute(db);
}
