// Defaults for attributes without a carried over value.

import type { Session } from '../../../database/session.ts';
import { ANY_ROW } from '../../any-row.ts';
import { insertComponentValues, insertSubscriptionValues } from '../../subscriptions/insert-values.ts';
import { type BatchRange, type RunHop, transitionsOf } from './scope.ts';

/** Gives the successors of this hop in `range` the default of each attribute without a carried over value. */
export async function fillAttributeDefaults(session: Session, range: BatchRange, hop: RunHop): Promise<void> {
  await insertSubscriptionValues(
    session,
    transitionsOf(session, range, hop)
      .innerJoin('tierctl.item_attribute as a', (join) =>
        join.onRef('a.item_id', '=', 't.to_item_id').on('a.default_value', 'is not', null),
      )
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('tierctl.subscription_attribute as v')
              .select(ANY_ROW)
              .whereRef('v.account_id', '=', 't.account_id')
              .whereRef('v.subscription_number', '=', 't.to_number')
              .whereRef('v.attribute', '=', 'a.name'),
          ),
        ),
      )
      // This condition depends on no row: if the catalogue has no default, nothing is read.
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('tierctl.item_attribute as any_default')
            .select(ANY_ROW)
            .where('any_default.default_value', 'is not', null),
        ),
      )
      .select(['t.account_id', 't.to_number', 'a.name', 'a.default_value']),
  );
}

/** Gives the components of this hop's successors in `range` the default of each attribute without a carried over value. */
export async function fillComponentDefaults(session: Session, range: BatchRange, hop: RunHop): Promise<void> {
  await insertComponentValues(
    session,
    transitionsOf(session, range, hop)
      .innerJoin('tierctl.component as d', (join) =>
        join.onRef('d.account_id', '=', 't.account_id').onRef('d.subscription_number', '=', 't.to_number'),
      )
      .innerJoin('tierctl.item_attribute as a', (join) =>
        join.onRef('a.item_id', '=', 'd.item_id').on('a.default_value', 'is not', null),
      )
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('tierctl.component_attribute as v')
              .select(ANY_ROW)
              .whereRef('v.account_id', '=', 'd.account_id')
              .whereRef('v.subscription_number', '=', 'd.subscription_number')
              .whereRef('v.component_number', '=', 'd.component_number')
              .whereRef('v.attribute', '=', 'a.name'),
          ),
        ),
      )
      .select(['d.account_id', 'd.subscription_number', 'd.component_number', 'a.name', 'a.default_value']),
  );
}
