// Which subscriptions are due, their target items, and the reasons to skip them. The claim, the splitting into batches and
// the report of stays are all built from these parts, so they always agree.

import { type RawBuilder, sql } from 'kysely';
import type { SqlDialect } from '../../../database/sql-dialect.ts';
import { LAST_DATE, LAST_START_OF_ANY_TERM } from '../../../domain/calendar.ts';
import type { StayReason } from '../../../domain/transitions/transition.ts';
import { type CatalogueTables, STORED } from '../../catalogue-tables.ts';
import { overLimit } from '../../subscriptions/over-limit.ts';
import type { RunScope } from './scope.ts';

// The status is a literal, not a parameter: otherwise the index over active subscriptions cannot be used.
export function isDue(scope: RunScope): RawBuilder<boolean> {
  const conditions = [sql`s.status = 'active'`, sql`s.due_on <= ${scope.asOf}`];
  if (scope.account !== undefined) conditions.push(sql`s.account_id = ${scope.account}`);
  if (scope.pathId !== undefined) conditions.push(sql`p.id = ${scope.pathId}`);
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

/**
 * The first reason why `s` stays, null if it may move. "When the rule is active, the upgrade/downgrade
 * activities are performed. Otherwise, no upgrade or downgrade is performed"; the window is judged on the day the
 * successor starts, so that a late run gives the same result as a run on time. `p`, `source` and `destination` are of `tables`.
 */
export function stayReason(
  dialect: SqlDialect,
  tables: CatalogueTables = STORED,
): RawBuilder<StayReason | null> {
  return sql<StayReason | null>`case
    when destination.item_id is null then 'no-path'
    when p.effective_from > s.due_on or p.effective_until < s.due_on then 'path-not-effective'
    when destination.active = ${dialect.booleanLiteral(false)} then 'destination-inactive'
    when ${overMaximum(tables)} then 'over-maximum'
    when ${overLimit(dialect, tables)} then 'over-limit'
    ${endBeyondCalendar(dialect)}
    else null end`;
}

// Two nested conditions: the term is added only to dates within our range, or a server might compute a date that it does not have.
function endBeyondCalendar(dialect: SqlDialect): RawBuilder<unknown> {
  const termEnd = dialect.plusTerm(
    sql.ref('s.due_on'),
    sql.ref('destination.term_months'),
    sql.ref('destination.term_days'),
  );
  const last = sql.lit(LAST_DATE);
  return sql`when s.due_on > ${last} and destination.term_months is not null then 'end-beyond-calendar'
    when s.due_on > ${sql.lit(LAST_START_OF_ANY_TERM)} and ${dialect.plusDays(termEnd, -1)} > ${last}
      then 'end-beyond-calendar'`;
}

/**
 * Whether the package that `s` would move to allows fewer instances of a product than would be carried over: "the destination
 * package should also be provisioned with the same number of package products", and none is dropped silently. A path
 * carries over what its product grid maps, a change by hand the products that both packages have.
 */
function overMaximum({ packageProduct, pathProduct }: CatalogueTables = STORED): RawBuilder<boolean> {
  return sql<boolean>`(
  destination.kind = 'package' and exists (
    select 1 from ${packageProduct(sql`destination.item_id`)} as product
    where product.package_item_id = destination.item_id and product.maximum_quantity < (
      select count(*) from tierctl.component as c
      where c.account_id = s.account_id and c.subscription_number = s.number and c.status = 'active'
        and ((s.change_item_id is not null and c.item_id = product.product_item_id) or exists (
          select 1 from ${pathProduct(sql`p.id`)} as m
          where m.path_id = p.id and m.source_item_id = c.item_id
            and m.destination_item_id = product.product_item_id)))))`;
}
