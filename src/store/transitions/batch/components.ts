// The components of packages: ended with the predecessor, carried over to the successor, filled up to each minimum.

import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { type BatchRange, inRange, type RunHop } from './scope.ts';

/**
 * Ends the active components of the packages that this hop ended in `range`, on the day these ended, and marks them with
 * the run: a marked component was active, and the successors are made from the marked ones. A component that has not started
 * by then is also marked, and ends on its own start date until it has been carried over and is removed.
 */
export async function endComponents(
  { db, dialect }: Session,
  range: BatchRange,
  { run, hop }: RunHop,
): Promise<void> {
  await dialect
    .updateFrom({
      target: 'tierctl.component',
      alias: 'ending',
      set: {
        status: sql`'ended'`,
        end_date: sql`case when ending.start_date > whole.end_date then ending.start_date else whole.end_date end`,
        ended_run: sql`${run}`,
      },
      from: sql`(
        select s.account_id, s.number, s.end_date
        from tierctl.subscription as s
        where s.ended_run = ${run} and s.ended_hop = ${hop} and ${inRange(range, 's.account_id', 's.number')}
      ) as whole`,
      where: sql`ending.account_id = whole.account_id and ending.subscription_number = whole.number
        and ending.status = 'active'`,
    })
    .execute(db);
}

/**
 * Carries components over to the successors of this hop in `range`: "when multiple instances of the same package product is
 * provisioned to the account, the destination package should also be provisioned with the same number of package
 * products". The product grid of a path maps the products; a change by hand keeps the products that
 * the other package also has. They are numbered from 1 in the order of the source, by start date and number. A component
 * that has not started keeps its own start date.
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

const digits = sql`(values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))`;

// 1 to 1,000, the largest minimum, without a sequence or a function that only some engines have.
const numbers = sql`(
  select hundreds.digit * 100 + tens.digit * 10 + ones.digit + 1 as n
  from ${digits} as hundreds(digit)
  cross join ${digits} as tens(digit)
  cross join ${digits} as ones(digit))`;

/**
 * Provisions the instances that the successors of this hop in `range` lack for each product's minimum, with numbers after
 * those of the carried over ones: "make sure that there are package products configured to have a minimum required quantity of 1. Otherwise, an empty
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
