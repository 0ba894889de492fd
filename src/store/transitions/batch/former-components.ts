// Components outside the time of an ended subscription: a component that has not started by then is removed from it. The run
// keeps their previous state, so that it can be undone.
import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { ANY_ROW } from '../../any-row.ts';
import { type BatchRange, endedIn, inRange, type RunHop } from './scope.ts';

/** The subscriptions `s` that this hop ended in `range`, joined with the kept state of their components, as `f`. */
function keptOfClaimed(session: Session, range: BatchRange, hop: RunHop) {
  return endedIn(session, range, hop).innerJoin('tierctl.former_component as f', (join) =>
    join
      .onRef('f.account_id', '=', 's.account_id')
      .onRef('f.subscription_number', '=', 's.number')
      .onRef('f.run_id', '=', 's.ended_run'),
  );
}

/** Those of them that had not started. */
function notStarted(session: Session, range: BatchRange, hop: RunHop) {
  return keptOfClaimed(session, range, hop).whereRef('f.start_date', '>', 's.end_date');
}

/**
 * Keeps the state of components that start, or ended, after the end of the subscription that this hop ended in `range`.
 * Returns their number. Call it before any component is ended, while they are unchanged.
 */
export async function keepComponentsOutside(
  session: Session,
  range: BatchRange,
  hop: RunHop,
): Promise<number> {
  const { numInsertedOrUpdatedRows } = await session.db
    .insertInto('tierctl.former_component')
    .columns([
      'account_id',
      'subscription_number',
      'component_number',
      'item_id',
      'status',
      'start_date',
      'end_date',
      'continues_number',
      'run_id',
    ])
    .expression(
      endedIn(session, range, hop)
        .innerJoin('tierctl.component as c', (join) =>
          join
            .onRef('c.account_id', '=', 's.account_id')
            .onRef('c.subscription_number', '=', 's.number')
            .on(({ or, eb, ref }) =>
              or([eb('c.start_date', '>', ref('s.end_date')), eb('c.end_date', '>', ref('s.end_date'))]),
            ),
        )
        .select([
          'c.account_id',
          'c.subscription_number',
          'c.component_number',
          'c.item_id',
          'c.status',
          'c.start_date',
          'c.end_date',
          'c.continues_number',
          's.ended_run',
        ]),
    )
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows ?? 0);
}

/** Ends kept components that ended later than their subscription, for example after a backdated change, with the subscription. */
export async function shortenComponents(session: Session, range: BatchRange, hop: RunHop): Promise<void> {
  await session.db
    .updateTable('tierctl.component as shortened')
    .from(
      keptOfClaimed(session, range, hop)
        .whereRef('f.start_date', '<=', 's.end_date')
        .select(['f.account_id', 'f.subscription_number', 'f.component_number', 's.end_date'])
        .as('longer'),
    )
    .set({ end_date: ({ ref }) => ref('longer.end_date') })
    .whereRef('shortened.account_id', '=', 'longer.account_id')
    .whereRef('shortened.subscription_number', '=', 'longer.subscription_number')
    .whereRef('shortened.component_number', '=', 'longer.component_number')
    .execute();
}

/**
 * Removes components that had not started from the subscriptions that this hop ended in `range`, after they were carried
 * over: they are on the successor only, and continue nothing.
 */
export async function removeNotStarted(session: Session, range: BatchRange, hop: RunHop): Promise<void> {
  const { db } = session;
  const gone = notStarted(session, range, hop)
    .select(['f.account_id', 'f.subscription_number', 'f.component_number'])
    .as('gone');
  await db
    .insertInto('tierctl.former_component_attribute')
    .columns(['account_id', 'subscription_number', 'component_number', 'attribute', 'value'])
    .expression(
      db
        .selectFrom(gone)
        .innerJoin('tierctl.component_attribute as v', (join) =>
          join
            .onRef('v.account_id', '=', 'gone.account_id')
            .onRef('v.subscription_number', '=', 'gone.subscription_number')
            .onRef('v.component_number', '=', 'gone.component_number'),
        )
        .select(['v.account_id', 'v.subscription_number', 'v.component_number', 'v.attribute', 'v.value']),
    )
    .execute();
  await db
    .updateTable('tierctl.component as carried')
    .from(
      db
        .selectFrom(gone)
        .innerJoin('tierctl.transition as t', (join) =>
          join
            .onRef('t.account_id', '=', 'gone.account_id')
            .onRef('t.from_number', '=', 'gone.subscription_number')
            .on('t.run_id', '=', hop.run),
        )
        .select(['t.account_id', 't.to_number', 'gone.component_number'])
        .as('made'),
    )
    .set({ continues_number: sql.lit(null) })
    .whereRef('carried.account_id', '=', 'made.account_id')
    .whereRef('carried.subscription_number', '=', 'made.to_number')
    .whereRef('carried.continues_number', '=', 'made.component_number')
    .execute();
  for (const table of ['tierctl.component_attribute', 'tierctl.component'] as const) {
    await db
      .deleteFrom(table)
      .where(({ ref }) => inRange(range, ref(`${table}.account_id`), ref(`${table}.subscription_number`)))
      .where(({ exists, ref }) =>
        exists(
          notStarted(session, range, hop)
            .select(ANY_ROW)
            .where('f.account_id', '=', ref(`${table}.account_id`))
            .where('f.subscription_number', '=', ref(`${table}.subscription_number`))
            .where('f.component_number', '=', ref(`${table}.component_number`)),
        ),
      )
      .execute();
  }
}
