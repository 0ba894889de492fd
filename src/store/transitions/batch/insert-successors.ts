import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { TierctlError } from '../../../domain/tierctl-error.ts';
import { insertCollision } from '../../insert-collision.ts';
import { type BatchRange, type RunHop, transitionsOf } from './scope.ts';
import { FORMER_END_DATE, followsNothing, successorEnd } from './successor-end.ts';

/**
 * Provisions the successors that this hop recorded in `range`. A successor follows its item's default path on its end
 * date; it has an end date where its item has a term: start + term − 1 day. The successor of a change by hand keeps the end
 * date that was set and, with it, the rule that nothing follows. If another transaction took a number in the account
 * in the meantime, the error is a collision.
 */
export async function insertSuccessors(session: Session, range: BatchRange, hop: RunHop): Promise<void> {
  const { db, dialect } = session;
  await db
    .insertInto('tierctl.subscription')
    .columns([
      'account_id',
      'number',
      'item_id',
      'status',
      'start_date',
      'end_date',
      'path_rule',
      'apply_when',
      'replaces_number',
      'first_number',
    ])
    .expression(
      transitionsOf(session, range, hop)
        .innerJoin('tierctl.subscription as s', (join) =>
          join.onRef('s.account_id', '=', 't.account_id').onRef('s.number', '=', 't.from_number'),
        )
        .innerJoin('tierctl.item_profile as destination', 'destination.item_id', 't.to_item_id')
        .select(({ eb, fn }) => [
          't.account_id',
          't.to_number',
          't.to_item_id',
          sql.lit('active').as('status'),
          't.effective_on',
          successorEnd(dialect, FORMER_END_DATE).as('end_date'),
          eb
            .case()
            .when(followsNothing(dialect, FORMER_END_DATE))
            .then(sql.lit('none'))
            .else(sql.lit('default'))
            .end()
            .as('path_rule'),
          sql.lit('on_end_date').as('apply_when'),
          't.from_number',
          fn.coalesce('s.first_number', 's.number').as('first_number'),
        ]),
    )
    .execute()
    .catch((cause: unknown) => {
      throw isReplaced(cause) ? cause : insertCollision(cause, 'another transaction added a subscription');
    });
}

/** A subscription that already has a successor is not a collision: a retry would fail the same way. */
function isReplaced(cause: unknown): boolean {
  return cause instanceof TierctlError && /replaced_once/.test(String(cause.data?.constraint));
}
