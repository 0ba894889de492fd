// Carries attribute values over from predecessors to successors: between the subscriptions themselves, and to, from and
// between the products in packages.

import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { ANY_ROW } from '../../any-row.ts';
import { insertComponentValues, insertSubscriptionValues } from '../../subscriptions/insert-values.ts';
import { type BatchRange, type RunHop, transitionsOf } from './scope.ts';

/**
 * Copies mapped values from the predecessors of this hop in `range` to their successors: "the mapping of custom
 * attributes between the source product/package and the destination product/package". The predecessors keep their values.
 */
export async function carryAttributes(session: Session, range: BatchRange, hop: RunHop): Promise<void> {
  await insertSubscriptionValues(
    session,
    transitionsOf(session, range, hop)
      .innerJoin('tierctl.path as p', 'p.id', 't.path_id')
      .innerJoin('tierctl.path_attribute as m', (join) =>
        join
          .onRef('m.path_id', '=', 'p.id')
          .onRef('m.source_item_id', '=', 'p.source_item_id')
          .onRef('m.destination_item_id', '=', 'p.destination_item_id'),
      )
      .innerJoin('tierctl.subscription_attribute as v', (join) =>
        join
          .onRef('v.account_id', '=', 't.account_id')
          .onRef('v.subscription_number', '=', 't.from_number')
          .onRef('v.attribute', '=', 'm.source_attribute'),
      )
      .select(['t.account_id', 't.to_number', 'm.destination_attribute', 'v.value']),
  );
}

/**
 * Copies mapped values from products in the packages that this hop ended in `range` to the successors themselves: the
 * first active instance supplies the value.
 */
export async function carryAttributesOfProducts(
  session: Session,
  range: BatchRange,
  hop: RunHop,
): Promise<void> {
  const { db } = session;
  await insertSubscriptionValues(
    session,
    db
      .selectFrom(firstInstances(session, range, hop))
      .innerJoin('tierctl.path_attribute as m', (join) =>
        join
          .onRef('m.path_id', '=', 'first.path_id')
          .onRef('m.source_item_id', '=', 'first.item_id')
          .onRef('m.destination_item_id', '=', 'first.to_item_id'),
      )
      .innerJoin('tierctl.component_attribute as v', (join) =>
        join
          .onRef('v.account_id', '=', 'first.account_id')
          .onRef('v.subscription_number', '=', 'first.from_number')
          .onRef('v.component_number', '=', 'first.component_number')
          .onRef('v.attribute', '=', 'm.source_attribute'),
      )
      .where('first.place', '=', sql.lit(1))
      .select(['first.account_id', 'first.to_number', 'm.destination_attribute', 'v.value']),
  );
}

/**
 * Copies mapped values from the predecessors of this hop in `range` themselves to products in their successors: every
 * instance gets the value.
 */
export async function carryAttributesToComponents(
  session: Session,
  range: BatchRange,
  hop: RunHop,
): Promise<void> {
  await insertComponentValues(
    session,
    transitionsOf(session, range, hop)
      .innerJoin('tierctl.path as p', 'p.id', 't.path_id')
      .innerJoin('tierctl.component as d', (join) =>
        join.onRef('d.account_id', '=', 't.account_id').onRef('d.subscription_number', '=', 't.to_number'),
      )
      .innerJoin('tierctl.path_attribute as m', (join) =>
        join
          .onRef('m.path_id', '=', 'p.id')
          .onRef('m.source_item_id', '=', 'p.source_item_id')
          .onRef('m.destination_item_id', '=', 'd.item_id'),
      )
      .innerJoin('tierctl.subscription_attribute as v', (join) =>
        join
          .onRef('v.account_id', '=', 't.account_id')
          .onRef('v.subscription_number', '=', 't.from_number')
          .onRef('v.attribute', '=', 'm.source_attribute'),
      )
      .select([
        'd.account_id',
        'd.subscription_number',
        'd.component_number',
        'm.destination_attribute',
        'v.value',
      ]),
  );
}

/**
 * Gives each component that was carried over in this hop in `range` the values of the one that it continues: "the package
 * product attributes listed under the Migrate Product Attributes will be mapped and copied over to the new account package
 * product instances". A change by hand, which keeps the product, keeps all its values.
 */
export async function carryComponentAttributes(
  session: Session,
  range: BatchRange,
  hop: RunHop,
): Promise<void> {
  await insertComponentValues(
    session,
    transitionsOf(session, range, hop)
      .innerJoin('tierctl.component as d', (join) =>
        join.onRef('d.account_id', '=', 't.account_id').onRef('d.subscription_number', '=', 't.to_number'),
      )
      .innerJoin('tierctl.component as c', (join) =>
        join
          .onRef('c.account_id', '=', 't.account_id')
          .onRef('c.subscription_number', '=', 't.from_number')
          .onRef('c.component_number', '=', 'd.continues_number'),
      )
      .innerJoin('tierctl.component_attribute as v', (join) =>
        join
          .onRef('v.account_id', '=', 'c.account_id')
          .onRef('v.subscription_number', '=', 'c.subscription_number')
          .onRef('v.component_number', '=', 'c.component_number'),
      )
      .leftJoin('tierctl.path_attribute as m', (join) =>
        join
          .onRef('m.path_id', '=', 't.path_id')
          .onRef('m.source_item_id', '=', 'c.item_id')
          .onRef('m.destination_item_id', '=', 'd.item_id')
          .onRef('m.source_attribute', '=', 'v.attribute'),
      )
      .where(({ or, eb }) => or([eb('m.path_id', 'is not', null), eb('t.path_id', 'is', null)]))
      .select(({ fn }) => [
        'd.account_id',
        'd.subscription_number',
        'd.component_number',
        fn.coalesce('m.destination_attribute', 'v.attribute').as('attribute'),
        'v.value',
      ]),
  );
}

/**
 * Copies mapped values between products that are not mapped to each other: the first active instance of the one supplies
 * the value of every instance of the other, among the successors of this hop in `range`.
 */
export async function shareComponentAttributes(
  session: Session,
  range: BatchRange,
  hop: RunHop,
): Promise<void> {
  const { db } = session;
  await insertComponentValues(
    session,
    db
      .selectFrom(firstInstances(session, range, hop))
      .innerJoin('tierctl.component as d', (join) =>
        join
          .onRef('d.account_id', '=', 'first.account_id')
          .onRef('d.subscription_number', '=', 'first.to_number'),
      )
      .innerJoin('tierctl.path_attribute as m', (join) =>
        join
          .onRef('m.path_id', '=', 'first.path_id')
          .onRef('m.source_item_id', '=', 'first.item_id')
          .onRef('m.destination_item_id', '=', 'd.item_id'),
      )
      .innerJoin('tierctl.component_attribute as v', (join) =>
        join
          .onRef('v.account_id', '=', 'first.account_id')
          .onRef('v.subscription_number', '=', 'first.from_number')
          .onRef('v.component_number', '=', 'first.component_number')
          .onRef('v.attribute', '=', 'm.source_attribute'),
      )
      .where('first.place', '=', sql.lit(1))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('tierctl.path_product as becomes')
              .select(ANY_ROW)
              .whereRef('becomes.path_id', '=', 'm.path_id')
              .whereRef('becomes.source_item_id', '=', 'm.source_item_id')
              .whereRef('becomes.destination_item_id', '=', 'm.destination_item_id'),
          ),
        ),
      )
      .select([
        'd.account_id',
        'd.subscription_number',
        'd.component_number',
        'm.destination_attribute',
        'v.value',
      ]),
  );
}

/** Gives the successors of changes by hand, of this hop in `range`, the values that were chosen for the change. */
export async function applyChangeAttributes(session: Session, range: BatchRange, hop: RunHop): Promise<void> {
  await insertSubscriptionValues(
    session,
    transitionsOf(session, range, hop)
      .innerJoin('tierctl.change_attribute as c', (join) =>
        join.onRef('c.account_id', '=', 't.account_id').onRef('c.subscription_number', '=', 't.from_number'),
      )
      .where('t.path_id', 'is', null)
      .select(['t.account_id', 't.to_number', 'c.attribute', 'c.value']),
  );
}

/**
 * A table expression `first`: for each transition of this hop in `range` and each product that its path maps an attribute
 * of, the instance that was active the longest, by start date and then by number. If one value is needed from several
 * instances, that one supplies it, even if it has none. Use only rows with `place = 1`.
 */
function firstInstances(session: Session, range: BatchRange, hop: RunHop) {
  return transitionsOf(session, range, hop)
    .innerJoin('tierctl.component as c', (join) =>
      join
        .onRef('c.account_id', '=', 't.account_id')
        .onRef('c.subscription_number', '=', 't.from_number')
        .onRef('c.ended_run', '=', 't.run_id'),
    )
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('tierctl.path_attribute as mapped')
          .select(ANY_ROW)
          .whereRef('mapped.path_id', '=', 't.path_id')
          .whereRef('mapped.source_item_id', '=', 'c.item_id'),
      ),
    )
    .select(({ fn }) => [
      't.account_id',
      't.from_number',
      't.to_number',
      't.to_item_id',
      't.path_id',
      'c.item_id',
      'c.component_number',
      fn
        .agg<number>('row_number')
        .over((over) =>
          over
            .partitionBy(['t.account_id', 't.from_number', 'c.item_id'])
            .orderBy('c.start_date')
            .orderBy('c.component_number'),
        )
        .as('place'),
    ])
    .as('first');
}
