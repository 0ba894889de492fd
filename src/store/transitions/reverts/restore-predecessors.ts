import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { ANY_ROW } from '../../any-row.ts';
import { insertComponentValues } from '../../subscriptions/insert-values.ts';
import { type AccountRange, inRange, transitionsOf } from '../batch/scope.ts';
import type { RevertedHop } from './scope.ts';

const NOTHING = sql.lit(null);

/**
 * Restores the predecessors of what this hop undid in `range` to their state before the run. A pending change is pending
 * again; a change that was made by hand at once (`byHand`) is removed, and so is its increment of the revision.
 */
export async function restorePredecessors(
  session: Session,
  range: AccountRange,
  hop: RevertedHop,
  byHand: boolean,
): Promise<void> {
  await session.db
    .updateTable('tierctl.subscription as restored')
    .from(undone(session, range, hop))
    .set({
      status: sql.lit('active'),
      end_date: ({ ref }) => ref('restored.previous_end_date'),
      previous_end_date: NOTHING,
      ended_run: NOTHING,
      ended_hop: NOTHING,
      ended_path_id: NOTHING,
    })
    .$if(byHand, (restore) =>
      restore.set({
        change_item_id: NOTHING,
        change_on: NOTHING,
        change_keeps_end: NOTHING,
        revision: ({ eb, lit }) => eb('restored.revision', '-', lit(1)),
      }),
    )
    .whereRef('restored.account_id', '=', 'undone.account_id')
    .whereRef('restored.number', '=', 'undone.from_number')
    .execute();
}

/** Reactivates the components that the run ended together with those predecessors. */
export async function restoreComponents(
  session: Session,
  range: AccountRange,
  hop: RevertedHop,
): Promise<void> {
  await session.db
    .updateTable('tierctl.component as restored')
    .from(undone(session, range, hop))
    .set({ status: sql.lit('active'), end_date: NOTHING, ended_run: NOTHING })
    .whereRef('restored.account_id', '=', 'undone.account_id')
    .whereRef('restored.subscription_number', '=', 'undone.from_number')
    .where('restored.ended_run', '=', hop.run)
    .execute();
}

/**
 * Restores the components that the run removed from the predecessors because they had not started, and the last days of those
 * that it shortened. Call it after the components that it ended are active again.
 */
export async function restoreFormerComponents(
  session: Session,
  range: AccountRange,
  hop: RevertedHop,
): Promise<void> {
  const { db } = session;
  const former = db
    .selectFrom('tierctl.former_component as f')
    .innerJoin(undone(session, range, hop), (join) =>
      join
        .onRef('undone.account_id', '=', 'f.account_id')
        .onRef('undone.from_number', '=', 'f.subscription_number'),
    )
    .where('f.run_id', '=', hop.run);
  const { numUpdatedRows: shortened } = await db
    .updateTable('tierctl.component as restored')
    .from(
      former
        .select(['f.account_id', 'f.subscription_number', 'f.component_number', 'f.status', 'f.end_date'])
        .as('kept'),
    )
    .set({ status: ({ ref }) => ref('kept.status'), end_date: ({ ref }) => ref('kept.end_date') })
    .whereRef('restored.account_id', '=', 'kept.account_id')
    .whereRef('restored.subscription_number', '=', 'kept.subscription_number')
    .whereRef('restored.component_number', '=', 'kept.component_number')
    .executeTakeFirstOrThrow();
  const { numInsertedOrUpdatedRows: removed } = await db
    .insertInto('tierctl.component')
    .columns([
      'account_id',
      'subscription_number',
      'component_number',
      'item_id',
      'status',
      'start_date',
      'end_date',
      'continues_number',
    ])
    .expression(
      former
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('tierctl.component as c')
                .select(ANY_ROW)
                .whereRef('c.account_id', '=', 'f.account_id')
                .whereRef('c.subscription_number', '=', 'f.subscription_number')
                .whereRef('c.component_number', '=', 'f.component_number'),
            ),
          ),
        )
        .select([
          'f.account_id',
          'f.subscription_number',
          'f.component_number',
          'f.item_id',
          'f.status',
          'f.start_date',
          'f.end_date',
          'f.continues_number',
        ]),
    )
    .executeTakeFirstOrThrow();
  if (shortened + (removed ?? 0n) === 0n) return;
  const kept = former.select(['f.account_id', 'f.subscription_number', 'f.component_number']).as('kept');
  await insertComponentValues(
    session,
    db
      .selectFrom(kept)
      .innerJoin('tierctl.former_component_attribute as v', (join) =>
        join
          .onRef('v.account_id', '=', 'kept.account_id')
          .onRef('v.subscription_number', '=', 'kept.subscription_number')
          .onRef('v.component_number', '=', 'kept.component_number'),
      )
      .select(['v.account_id', 'v.subscription_number', 'v.component_number', 'v.attribute', 'v.value']),
  );
  for (const table of ['tierctl.former_component_attribute', 'tierctl.former_component'] as const) {
    await db
      .deleteFrom(table)
      .where(({ ref }) => inRange(range, ref(`${table}.account_id`), ref(`${table}.subscription_number`)))
      .where(({ exists, ref }) =>
        exists(
          db
            .selectFrom(kept)
            .select(ANY_ROW)
            .where('kept.account_id', '=', ref(`${table}.account_id`))
            .where('kept.subscription_number', '=', ref(`${table}.subscription_number`))
            .where('kept.component_number', '=', ref(`${table}.component_number`)),
        ),
      )
      .execute();
  }
}

/** A table expression `undone`: the transitions that this hop of the revert undid in `range`. */
function undone(session: Session, range: AccountRange, hop: RevertedHop) {
  return transitionsOf(session, range, hop)
    .where('t.reverted_run', '=', hop.revert)
    .select(['t.account_id', 't.from_number'])
    .as('undone');
}
