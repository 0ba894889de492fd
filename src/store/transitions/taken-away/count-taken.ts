import { type Expression, expressionBuilder, type SqlBool } from 'kysely';
import type { Session } from '../../../database/session.ts';
import type { TransitionTable } from '../../../database/tables.ts';
import {
  byPathAndKind,
  NOTHING_IN_ALL,
  type TakenCount,
  type TakenInAll,
} from '../../../domain/transitions/taken-away.ts';
import { allOf } from '../../all-of.ts';
import { ANY_ROW } from '../../any-row.ts';
import { itemReference } from '../../items/item-reference.ts';
import { type BatchRange, inRange } from '../batch/scope.ts';
import { isOfRun, type RunFilter } from '../runs/history.ts';

const { eb, ref } = expressionBuilder<{ t: TransitionTable }, 't'>();

/** What the transitions that a run made or undid took away. */
export function countRunTaken(session: Session, run: RunFilter): Promise<TakenInAll> {
  return countTaken(session, isOfRun(run));
}

/** The same for the transitions of a run in `range`; of one path if `pathId` is given. */
export function countTakenIn(
  session: Session,
  range: BatchRange,
  run: number,
  pathId: string | undefined,
): Promise<TakenInAll> {
  const conditions: Expression<unknown>[] = [
    eb('t.run_id', '=', run),
    inRange(range, ref('t.account_id'), ref('t.from_number')),
  ];
  if (pathId !== undefined) conditions.push(eb('t.path_id', '=', pathId));
  return countTaken(session, allOf(conditions));
}

/** `which` selects transitions `t`. Two statements if nothing was taken away, else three. */
async function countTaken({ db }: Session, which: Expression<SqlBool>): Promise<TakenInAll> {
  const taken = db
    .selectFrom('tierctl.transition as t')
    .innerJoin('tierctl.taken_away as l', (join) =>
      join
        .onRef('l.account_id', '=', 't.account_id')
        .onRef('l.from_number', '=', 't.from_number')
        .onRef('l.run_id', '=', 't.run_id'),
    )
    .where(which)
    .groupBy(['t.path_id', 'l.what', 'l.item_id', 'l.attribute'])
    .select((group) => [
      't.path_id',
      'l.what',
      'l.item_id',
      'l.attribute',
      group.fn.countAll<number>().as('subscriptions'),
      group.fn.sum<number>(group.cast<number>('l.quantity', 'bigint')).as('quantity'),
    ]);
  const rows = await db
    .selectFrom(taken.as('taken'))
    .leftJoin('tierctl.path as p', 'p.id', 'taken.path_id')
    .leftJoin('billing.item as i', 'i.id', 'taken.item_id')
    .select([
      'p.name as path',
      'taken.what',
      'taken.item_id',
      'i.article_number',
      'i.name',
      'taken.attribute',
      'taken.subscriptions',
      'taken.quantity',
    ])
    .execute();
  const lost = db
    .selectFrom('tierctl.transition as t')
    .where(which)
    .where('t.lost_end_date', 'is not', null)
    .groupBy('t.path_id')
    .select(({ fn }) => ['t.path_id', fn.countAll<number>().as('count')]);
  const ends = await db
    .selectFrom(lost.as('ends'))
    .leftJoin('tierctl.path as p', 'p.id', 'ends.path_id')
    .select(['p.name as path', 'ends.count'])
    .execute();
  if (rows.length + ends.length === 0) return NOTHING_IN_ALL;
  const { total } = await db
    .selectFrom('tierctl.transition as t')
    .where(which)
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('t.lost_end_date', 'is not', null),
        exists(
          selectFrom('tierctl.taken_away as l')
            .select(ANY_ROW)
            .whereRef('l.account_id', '=', 't.account_id')
            .whereRef('l.from_number', '=', 't.from_number')
            .whereRef('l.run_id', '=', 't.run_id'),
        ),
      ]),
    )
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return {
    total,
    byPath: [
      ...rows.map(
        ({ path, what, item_id, article_number, name, attribute, subscriptions, quantity }): TakenCount => ({
          path,
          what,
          item: itemReference(item_id, article_number, name),
          attribute: what === 'attribute' ? attribute : null,
          subscriptions,
          quantity,
        }),
      ),
      ...ends.map(
        ({ path, count }): TakenCount => ({
          path,
          what: 'end-date',
          item: null,
          attribute: null,
          subscriptions: count,
          quantity: count,
        }),
      ),
    ].sort(byPathAndKind),
  };
}
