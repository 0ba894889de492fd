// What a successor keeps in addition to attributes and components: extensions and usage.

import type { Session } from '../../../database/session.ts';
import { ANY_ROW } from '../../any-row.ts';
import { anyIn, type BatchRange, type RunHop, transitionsOf } from './scope.ts';

/**
 * Carries over the extensions that the destination allows to the successors of this hop in `range`, up to the allowed
 * quantity, plus those added with a change by hand. The others end with their predecessor.
 */
export async function carryExtensions(session: Session, range: BatchRange, hop: RunHop): Promise<void> {
  await session.db
    .insertInto('tierctl.subscription_extension')
    .columns(['account_id', 'subscription_number', 'extension_item_id', 'quantity'])
    .expression(
      transitionsOf(session, range, hop)
        .innerJoin('tierctl.item_extension as allowed', 'allowed.item_id', 't.to_item_id')
        .leftJoin('tierctl.subscription_extension as e', (join) =>
          join
            .onRef('e.account_id', '=', 't.account_id')
            .onRef('e.subscription_number', '=', 't.from_number')
            .onRef('e.extension_item_id', '=', 'allowed.extension_item_id'),
        )
        .leftJoin('tierctl.change_extension as c', (join) =>
          join
            .on('t.path_id', 'is', null)
            .onRef('c.account_id', '=', 't.account_id')
            .onRef('c.subscription_number', '=', 't.from_number')
            .onRef('c.extension_item_id', '=', 'allowed.extension_item_id'),
        )
        .where(({ or, eb }) => or([eb('e.quantity', 'is not', null), eb('c.quantity', 'is not', null)]))
        .where(({ or }) =>
          or([anyIn('tierctl.subscription_extension', range), anyIn('tierctl.change_extension', range)]),
        )
        .select(({ eb, ref, fn, lit }) => {
          const carried = eb
            .case()
            .when('allowed.maximum_quantity', '<', ref('e.quantity'))
            .then(ref('allowed.maximum_quantity'))
            .else(ref('e.quantity'))
            .end();
          return [
            't.account_id',
            't.to_number',
            'allowed.extension_item_id',
            eb(fn.coalesce(carried, lit(0)), '+', fn.coalesce('c.quantity', lit(0))).as('quantity'),
          ];
        }),
    )
    .execute();
}

/**
 * Gives the successors of changes by hand, of this hop in `range`, the extensions that were added with the change but that the
 * destination no longer allows: they were agreed, and the fit relied on their limits. The extensions that are still allowed
 * are already added by the statement above.
 */
export async function giveBoughtExtensions(session: Session, range: BatchRange, hop: RunHop): Promise<void> {
  await session.db
    .insertInto('tierctl.subscription_extension')
    .columns(['account_id', 'subscription_number', 'extension_item_id', 'quantity'])
    .expression(
      transitionsOf(session, range, hop)
        .innerJoin('tierctl.change_extension as c', (join) =>
          join
            .onRef('c.account_id', '=', 't.account_id')
            .onRef('c.subscription_number', '=', 't.from_number'),
        )
        .where('t.path_id', 'is', null)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('tierctl.item_extension as allowed')
                .select(ANY_ROW)
                .whereRef('allowed.item_id', '=', 't.to_item_id')
                .whereRef('allowed.extension_item_id', '=', 'c.extension_item_id'),
            ),
          ),
        )
        .where(anyIn('tierctl.change_extension', range))
        .select(['t.account_id', 't.to_number', 'c.extension_item_id', 'c.quantity']),
    )
    .execute();
}

/** Carries usage over to the successors of this hop in `range`, minus what a change by hand terminates. */
export async function carryUsage(session: Session, range: BatchRange, hop: RunHop): Promise<void> {
  await session.db
    .insertInto('tierctl.subscription_usage')
    .columns(['account_id', 'subscription_number', 'service', 'amount'])
    .expression(
      transitionsOf(session, range, hop)
        .innerJoin('tierctl.subscription_usage as u', (join) =>
          join
            .onRef('u.account_id', '=', 't.account_id')
            .onRef('u.subscription_number', '=', 't.from_number'),
        )
        .leftJoin('tierctl.change_termination as c', (join) =>
          join
            .on('t.path_id', 'is', null)
            .onRef('c.account_id', '=', 't.account_id')
            .onRef('c.subscription_number', '=', 't.from_number')
            .onRef('c.service', '=', 'u.service'),
        )
        .where(({ eb, fn, lit }) => eb('u.amount', '>', fn.coalesce('c.amount', lit(0))))
        .where(anyIn('tierctl.subscription_usage', range))
        .select(({ eb, fn, lit }) => [
          't.account_id',
          't.to_number',
          'u.service',
          eb('u.amount', '-', fn.coalesce('c.amount', lit(0))).as('amount'),
        ]),
    )
    .execute();
}
