// The components of packages: ended with the predecessor, carried over to the successor, filled up to each minimum.

import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { byName } from '../../by-name.ts';
import { type BatchRange, endedIn, type RunHop, transitionsOf } from './scope.ts';

/**
 * Ends the active components of the packages that this hop ended in `range`, on the day these ended, and marks them with
 * the run: a marked component was active, and the successors are made from the marked ones. A component that has not started
 * by then is also marked, and ends on its own start date until it has been carried over and is removed.
 */
export async function endComponents(session: Session, range: BatchRange, hop: RunHop): Promise<void> {
  await session.db
    .updateTable('tierctl.component as ending')
    .from(endedIn(session, range, hop).select(['s.account_id', 's.number', 's.end_date']).as('whole'))
    .set({
      status: sql.lit('ended'),
      end_date: ({ eb, ref }) =>
        eb
          .case()
          .when('ending.start_date', '>', ref('whole.end_date'))
          .then(ref('ending.start_date'))
          .else(ref('whole.end_date'))
          .end(),
      ended_run: hop.run,
    })
    .whereRef('ending.account_id', '=', 'whole.account_id')
    .whereRef('ending.subscription_number', '=', 'whole.number')
    .where('ending.status', '=', sql.lit('active'))
    .execute();
}

/**
 * Carries components over to the successors of this hop in `range`: "when multiple instances of the same package product is
 * provisioned to the account, the destination package should also be provisioned with the same number of package
 * products". The product grid of a path maps the products; a change by hand keeps the products that
 * the other package also has. They are numbered from 1 in the order of the source, by start date and number. A component
 * that has not started keeps its own start date.
 */
export async function carryComponents(session: Session, range: BatchRange, hop: RunHop): Promise<void> {
  await session.db
    .insertInto('tierctl.component')
    .columns([
      'account_id',
      'subscription_number',
      'component_number',
      'item_id',
      'status',
      'start_date',
      'continues_number',
    ])
    .expression(
      transitionsOf(session, range, hop)
        .innerJoin('tierctl.component as c', (join) =>
          join
            .onRef('c.account_id', '=', 't.account_id')
            .onRef('c.subscription_number', '=', 't.from_number')
            .onRef('c.ended_run', '=', 't.run_id'),
        )
        .leftJoin('tierctl.path_product as m', (join) =>
          join.onRef('m.path_id', '=', 't.path_id').onRef('m.source_item_id', '=', 'c.item_id'),
        )
        .leftJoin('tierctl.package_product as same', (join) =>
          join
            .on('t.path_id', 'is', null)
            .onRef('same.package_item_id', '=', 't.to_item_id')
            .onRef('same.product_item_id', '=', 'c.item_id'),
        )
        .where(({ or, eb }) =>
          or([eb('m.path_id', 'is not', null), eb('same.product_item_id', 'is not', null)]),
        )
        .select(({ eb, ref, fn }) => [
          't.account_id',
          't.to_number',
          fn
            .agg<number>('row_number')
            .over((over) =>
              over
                .partitionBy(['t.account_id', 't.to_number'])
                .orderBy('c.start_date')
                .orderBy('c.component_number'),
            )
            .as('component_number'),
          fn.coalesce('m.destination_item_id', 'same.product_item_id').as('item_id'),
          sql.lit('active').as('status'),
          eb
            .case()
            .when('c.start_date', '>', ref('t.effective_on'))
            .then(ref('c.start_date'))
            .else(ref('t.effective_on'))
            .end()
            .as('start_date'),
          'c.component_number as continues_number',
        ]),
    )
    .execute();
}

const digits = sql`(values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))`;

// 1 to 1,000, the largest minimum, without a sequence or a function that only some engines have. Raw: the builder makes no
// list of values with names for its columns.
const numbers = sql<{ n: number }>`(
  select hundreds.digit * 100 + tens.digit * 10 + ones.digit + 1 as n
  from ${digits} as hundreds(digit)
  cross join ${digits} as tens(digit)
  cross join ${digits} as ones(digit))`;

/**
 * Provisions the instances that the successors of this hop in `range` lack for each product's minimum, with numbers after
 * those of the carried over ones: "make sure that there are package products configured to have a minimum required quantity of 1. Otherwise, an empty
 * package will be provisioned to the account."
 */
export async function fillComponents(session: Session, range: BatchRange, hop: RunHop): Promise<void> {
  await session.db
    .insertInto('tierctl.component')
    .columns(['account_id', 'subscription_number', 'component_number', 'item_id', 'status', 'start_date'])
    .expression(
      transitionsOf(session, range, hop)
        .innerJoin('tierctl.package_product as product', 'product.package_item_id', 't.to_item_id')
        .innerJoin(numbers.as('numbers'), (join) => join.onRef('numbers.n', '<=', 'product.minimum_quantity'))
        .leftJoin('billing.item as item', 'item.id', 'product.product_item_id')
        .where(({ eb, selectFrom }) =>
          eb(
            'numbers.n',
            '>',
            selectFrom('tierctl.component as carried')
              .select(({ fn }) => fn.countAll<number>().as('count'))
              .whereRef('carried.account_id', '=', 't.account_id')
              .whereRef('carried.subscription_number', '=', 't.to_number')
              .whereRef('carried.item_id', '=', 'product.product_item_id'),
          ),
        )
        .select(({ eb, fn, ref, selectFrom }) => [
          't.account_id',
          't.to_number',
          eb(
            selectFrom('tierctl.component as carried')
              .select(fn.countAll<number>().as('count'))
              .whereRef('carried.account_id', '=', 't.account_id')
              .whereRef('carried.subscription_number', '=', 't.to_number'),
            '+',
            fn.agg<number>('row_number').over((over) =>
              over
                .partitionBy(['t.account_id', 't.to_number'])
                .orderBy(byName(session, ref('item.article_number')))
                .orderBy('product.product_item_id')
                .orderBy('numbers.n'),
            ),
          ).as('component_number'),
          'product.product_item_id',
          sql.lit('active').as('status'),
          't.effective_on',
        ]),
    )
    .execute();
}
