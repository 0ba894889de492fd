// Which subscriptions are due, their target items, and the reasons to skip them. The claim, the splitting into batches and
// the report of stays are all built from these parts, so they always agree.

import { type Expression, expressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { SqlDialect } from '../../../database/sql-dialect.ts';
import type { Tables } from '../../../database/tables.ts';
import { LAST_DATE, LAST_START_OF_ANY_TERM } from '../../../domain/calendar.ts';
import type { StayReason } from '../../../domain/transitions/transition.ts';
import { allOf } from '../../all-of.ts';
import { ANY_ROW } from '../../any-row.ts';
import { type CatalogueTables, STORED } from '../../catalogue-tables.ts';
import { overLimit } from '../../subscriptions/over-limit.ts';
import type { WithDestination } from '../../subscriptions/with-destinations.ts';
import type { RunScope } from './scope.ts';

const { and, eb, exists, ref, selectFrom } = expressionBuilder<
  Tables & WithDestination,
  keyof WithDestination
>();

const DUE_ON = ref('s.due_on');

// The status is a literal, not a parameter: otherwise the index over active subscriptions cannot be used.
export function isDue(scope: RunScope): RawBuilder<boolean> {
  const conditions: Expression<unknown>[] = [
    eb('s.status', '=', sql.lit('active')),
    eb('s.due_on', '<=', scope.asOf),
  ];
  if (scope.account !== undefined) conditions.push(eb('s.account_id', '=', scope.account));
  if (scope.pathId !== undefined) conditions.push(eb('p.id', '=', scope.pathId));
  return allOf(conditions);
}

/**
 * The first reason why `s` stays, null if it may move. "When the rule is active, the upgrade/downgrade
 * activities are performed. Otherwise, no upgrade or downgrade is performed"; the window is judged on the day the
 * successor starts, so that a late run gives the same result as a run on time. `p`, `source` and `destination` are of `tables`.
 *
 * It stays SQL, because a list of reasons with their conditions reads better so.
 */
export function stayReason(
  dialect: SqlDialect,
  tables: CatalogueTables = STORED,
): RawBuilder<StayReason | null> {
  return sql<StayReason | null>`case
    when ${ref('destination.item_id')} is null then 'no-path'
    when ${ref('p.effective_from')} > ${DUE_ON} or ${ref('p.effective_until')} < ${DUE_ON} then 'path-not-effective'
    when ${ref('destination.active')} = ${dialect.booleanLiteral(false)} then 'destination-inactive'
    when ${overMaximum(tables)} then 'over-maximum'
    when ${overLimit(dialect, tables)} then 'over-limit'
    ${endBeyondCalendar(dialect)}
    else null end`;
}

// Two nested conditions: the term is added only to dates within our range, or a server might compute a date that it does not have.
function endBeyondCalendar(dialect: SqlDialect): RawBuilder<unknown> {
  const months = ref('destination.term_months');
  const termEnd = dialect.plusTerm(DUE_ON, months, ref('destination.term_days'));
  const last = sql.lit(LAST_DATE);
  return sql`when ${DUE_ON} > ${last} and ${months} is not null then 'end-beyond-calendar'
    when ${DUE_ON} > ${sql.lit(LAST_START_OF_ANY_TERM)} and ${dialect.plusDays(termEnd, -1)} > ${last}
      then 'end-beyond-calendar'`;
}

/**
 * Whether the package that `s` would move to allows fewer instances of a product than would be carried over: "the destination
 * package should also be provisioned with the same number of package products", and none is dropped silently. A path
 * carries over what its product grid maps, a change by hand the products that both packages have.
 */
function overMaximum({ packageProduct, pathProduct }: CatalogueTables): Expression<SqlBool> {
  return and([
    eb('destination.kind', '=', sql.lit('package')),
    exists(
      selectFrom(packageProduct(sql`${ref('destination.item_id')}`).as('product'))
        .select(ANY_ROW)
        .whereRef('product.package_item_id', '=', 'destination.item_id')
        .where((product) =>
          product(
            'product.maximum_quantity',
            '<',
            product
              .selectFrom('tierctl.component as c')
              .select(({ fn }) => fn.countAll<number>().as('count'))
              .whereRef('c.account_id', '=', 's.account_id')
              .whereRef('c.subscription_number', '=', 's.number')
              .where('c.status', '=', sql.lit('active'))
              .where((component) =>
                component.or([
                  component.and([
                    component('s.change_item_id', 'is not', null),
                    component('c.item_id', '=', component.ref('product.product_item_id')),
                  ]),
                  component.exists(
                    component
                      .selectFrom(pathProduct(sql`${ref('p.id')}`).as('m'))
                      .select(ANY_ROW)
                      .whereRef('m.path_id', '=', 'p.id')
                      .whereRef('m.source_item_id', '=', 'c.item_id')
                      .whereRef('m.destination_item_id', '=', 'product.product_item_id'),
                  ),
                ]),
              ),
          ),
        ),
    ),
  ]);
}
