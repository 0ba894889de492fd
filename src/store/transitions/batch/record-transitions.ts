import { type Expression, expressionBuilder, sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import type { Tables } from '../../../database/tables.ts';
import { type BatchRange, endedIn, type RunHop } from './scope.ts';
import { FORMER_END_DATE, lostEndDate } from './successor-end.ts';

/**
 * Writes the history of what this hop claimed in `range`, with each successor's number: the next free ones of its
 * account, in the order in which daily runs would have given them: by effective date, then by predecessor. Includes an end
 * date that the successor does not keep.
 */
export async function recordTransitions(
  session: Session,
  range: BatchRange,
  hop: RunHop,
  appliedAt: string,
): Promise<void> {
  const { db, dialect } = session;
  await db
    .insertInto('tierctl.transition')
    .columns([
      'account_id',
      'from_number',
      'to_number',
      'path_id',
      'from_item_id',
      'to_item_id',
      'direction',
      'effective_on',
      'applied_at',
      'run_id',
      'hop',
      'lost_end_date',
    ])
    .expression(
      endedIn(session, range, hop)
        .leftJoin('tierctl.path as p', 'p.id', 's.ended_path_id')
        .innerJoin('tierctl.item_profile as destination', (join) =>
          join.on(({ eb, fn }) =>
            eb('destination.item_id', '=', fn.coalesce('p.destination_item_id', 's.change_item_id')),
          ),
        )
        .select(({ eb, fn, selectFrom, ref, val }) => [
          's.account_id',
          's.number',
          eb(
            selectFrom('tierctl.subscription as own')
              .select(({ fn }) => fn.max('own.number').as('last'))
              .whereRef('own.account_id', '=', 's.account_id'),
            '+',
            fn
              .agg<number>('row_number')
              .over((over) => over.partitionBy('s.account_id').orderBy('s.due_on').orderBy('s.number')),
          ).as('to_number'),
          's.ended_path_id',
          's.item_id as from_item_id',
          'destination.item_id as to_item_id',
          direction(ref('s.item_id'), fn.coalesce('p.destination_item_id', 's.change_item_id')).as(
            'direction',
          ),
          's.due_on',
          eb.cast<string>(val(appliedAt), sql.raw(dialect.types.instant)).as('applied_at'),
          's.ended_run',
          's.ended_hop',
          lostEndDate(dialect, FORMER_END_DATE).as('lost_end_date'),
        ]),
    )
    .execute();
}

/**
 * Looked up for each row through the index by item: with a join, a server would compute all paths' directions again for each
 * row, because it cannot estimate how many rows have the number of a run that has just started.
 */
function direction(from: Expression<string>, to: Expression<string | null>) {
  const { selectFrom } = expressionBuilder<Tables>();
  const steps = selectFrom('billing.upgrade_group_member as source')
    .innerJoin('billing.upgrade_group_member as target', 'target.fk_group_id', 'source.fk_group_id')
    .where('source.fk_item_id', '=', from)
    .where('target.fk_item_id', '=', to)
    .select(({ eb, ref, lit }) =>
      eb
        .case()
        .when('target.upgrade_level', '>', ref('source.upgrade_level'))
        .then(lit(1))
        .when('target.upgrade_level', '<', ref('source.upgrade_level'))
        .then(lit(-1))
        .else(lit(0))
        .end()
        .as('sign'),
    );
  return selectFrom(steps.as('step')).select(({ eb, fn }) =>
    eb
      .case()
      .when(sql<boolean>`${fn.max('step.sign')} = 1 and ${fn.min('step.sign')} >= 0`)
      .then(sql.lit('upgrade'))
      .when(sql<boolean>`${fn.min('step.sign')} = -1 and ${fn.max('step.sign')} <= 0`)
      .then(sql.lit('downgrade'))
      .else(sql.lit('none'))
      .end()
      .as('direction'),
  );
}
