// What moves would take away in the current state, before they are made.
import { type Expression, expressionBuilder, type NotNull, type SqlBool, sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { NOTHING_TAKEN, type TakenAway, type TakenCount } from '../../../domain/transitions/taken-away.ts';
import { allOf } from '../../all-of.ts';
import { type CatalogueTables, STORED } from '../../catalogue-tables.ts';
import { itemReference } from '../../items/item-reference.ts';
import { type WithDestination, withDestinations } from '../../subscriptions/with-destinations.ts';
import type { SingleSubscription } from '../batch/scope.ts';
import { END_DATE, lostEndDate, successorEnd } from '../batch/successor-end.ts';
import { type Moves, type TakenPart, takenParts } from './parts.ts';
import { takenAway } from './taken-by.ts';

const { eb } = expressionBuilder<WithDestination, keyof WithDestination>();

export interface Foretaken {
  /** The last day of the successor; null for none. */
  readonly successorEnd: string | null;
  readonly takenAway: TakenAway;
}

/** What the next move of this subscription would take away now; two statements. */
export async function wouldBeTaken(
  session: Session,
  { account, number }: SingleSubscription,
): Promise<Foretaken> {
  const { db, dialect } = session;
  const which = allOf([eb('s.account_id', '=', account), eb('s.number', '=', number)]);
  const end = await withDestinations(session)
    .where(which)
    .where('destination.item_id', 'is not', null)
    .select([
      successorEnd(dialect, END_DATE).as('successor_end'),
      lostEndDate(dialect, END_DATE).as('lost_end_date'),
    ])
    .executeTakeFirst();
  if (end === undefined) return { successorEnd: null, takenAway: NOTHING_TAKEN };
  const rows = await db
    .selectFrom(takenRows(session, which, STORED).as('taken'))
    .leftJoin('billing.item as i', 'i.id', 'taken.item_id')
    .select(({ fn }) => [
      'taken.what',
      'taken.item_id',
      'i.article_number',
      'i.name',
      'taken.attribute',
      fn.sum<number>('taken.quantity').as('quantity'),
    ])
    .groupBy(['taken.what', 'taken.item_id', 'i.article_number', 'i.name', 'taken.attribute'])
    .execute();
  return { successorEnd: end.successor_end, takenAway: takenAway(end.lost_end_date, rows) };
}

export interface WouldBeTaken extends Omit<TakenCount, 'path'> {
  /** Null for changes by hand. */
  readonly pathId: string | null;
}

/**
 * What active subscriptions hold and their path would take away whenever they move, except for end dates. For one path
 * or for all; one statement.
 */
export function countWouldBeTaken(session: Session, pathId: string | undefined): Promise<WouldBeTaken[]> {
  return countTakenFrom(session, pathId === undefined ? eb('p.id', 'is not', null) : eb('p.id', '=', pathId));
}

/** The same for the subscriptions `s` that match `which`, with path `p` and `destination`, in the catalogue of `tables`. */
export async function countTakenFrom(
  session: Session,
  which: Expression<SqlBool>,
  tables: CatalogueTables = STORED,
): Promise<WouldBeTaken[]> {
  const { db } = session;
  const key = [
    'one.account_id',
    'one.from_number',
    'one.path_id',
    'one.what',
    'one.item_id',
    'one.attribute',
  ] as const;
  const taken = db
    .selectFrom(takenRows(session, which, tables).as('one'))
    .select(key)
    .select(({ cast, fn }) => fn.sum<number>(cast<number>('one.quantity', 'bigint')).as('quantity'))
    .groupBy(key);
  const rows = await db
    .selectFrom(taken.as('taken'))
    .leftJoin('billing.item as i', 'i.id', 'taken.item_id')
    .select(({ fn }) => [
      'taken.path_id',
      'taken.what',
      'taken.item_id',
      'i.article_number',
      'i.name',
      'taken.attribute',
      fn.countAll<number>().as('subscriptions'),
      fn.sum<number>('taken.quantity').as('quantity'),
    ])
    .groupBy([
      'taken.path_id',
      'taken.what',
      'taken.item_id',
      'i.article_number',
      'i.name',
      'taken.attribute',
    ])
    .execute();
  return rows.map(({ path_id, what, item_id, article_number, name, attribute, subscriptions, quantity }) => ({
    pathId: path_id,
    what,
    item: itemReference(item_id, article_number, name),
    attribute: what === 'attribute' ? attribute : null,
    subscriptions,
    quantity,
  }));
}

/** The moves `t` of the active subscriptions `s` that match `which`, with path `p`. */
function moving(session: Session, which: Expression<SqlBool>, tables: CatalogueTables) {
  return session.db.selectFrom(
    withDestinations(session, tables)
      .where(which)
      .where('s.status', '=', sql.lit('active'))
      .where('destination.item_id', 'is not', null)
      .select([
        's.account_id',
        's.number as from_number',
        'p.id as path_id',
        's.item_id as from_item_id',
        'destination.item_id as to_item_id',
      ])
      .$narrowType<{ to_item_id: NotNull }>()
      .as('t'),
  );
}

/** One row for each thing that one of the moves takes away. */
function takenRows(session: Session, which: Expression<SqlBool>, tables: CatalogueTables) {
  const moves = moving(session, which, tables);
  const { endingExtensions, ...others } = takenParts(session.dialect, tables);
  return Object.values(others).reduce(
    (rows, part) => rows.unionAll(selected(part, moves)),
    selected(endingExtensions, moves),
  );
}

function selected({ what, of, item, attribute, quantity, could }: TakenPart, moves: Moves) {
  let taken = of(moves);
  if (could !== undefined) taken = taken.where(({ or, eb }) => or([eb('t.path_id', 'is', null), could]));
  return taken.select([
    't.account_id',
    't.from_number',
    't.path_id',
    sql.lit(what).as('what'),
    sql<string>`${item}`.as('item_id'),
    sql<string>`${attribute ?? sql.lit('')}`.as('attribute'),
    sql<number>`${quantity}`.as('quantity'),
  ]);
}
