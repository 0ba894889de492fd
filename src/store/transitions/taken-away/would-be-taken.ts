// What moves would take away in the current state, before they are made.
import { type RawBuilder, sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import type { SqlDialect } from '../../../database/sql-dialect.ts';
import { NOTHING_TAKEN, type TakenAway, type TakenCount } from '../../../domain/transitions/taken-away.ts';
import { type CatalogueTables, STORED } from '../../catalogue-tables.ts';
import { itemReference } from '../../items/item-reference.ts';
import {
  subscriptionsWithDestinations,
  subscriptionsWithDestinationsIn,
} from '../../paths/applicable-path.ts';
import { END_DATE, lostEndDate, successorEnd } from '../batch/insert-successors.ts';
import type { SingleSubscription } from '../batch/scope.ts';
import { type TakenPart, takenParts } from './parts.ts';
import { type TakenRow, takenAway } from './taken-by.ts';

export interface Foretaken {
  /** The last day of the successor; null for none. */
  readonly successorEnd: string | null;
  readonly takenAway: TakenAway;
}

/** What the next move of this subscription would take away now; two statements. */
export async function wouldBeTaken(
  { db, dialect }: Session,
  { account, number }: SingleSubscription,
): Promise<Foretaken> {
  const which = sql<boolean>`s.account_id = ${account} and s.number = ${number}`;
  const { rows: ends } = await sql<{ successor_end: string | null; lost_end_date: string | null }>`
    select ${successorEnd(dialect, END_DATE)} as successor_end, ${lostEndDate(dialect, END_DATE)} as lost_end_date
    from ${subscriptionsWithDestinations}
    where ${which} and destination.item_id is not null`.execute(db);
  const [end] = ends;
  if (end === undefined) return { successorEnd: null, takenAway: NOTHING_TAKEN };
  const { rows } = await sql<TakenRow>`
    select taken.what, taken.item_id, i.article_number, i.name, taken.attribute, sum(taken.quantity) as quantity
    from (${takenRows(dialect, moving(which, STORED), STORED)}) as taken
    left join ${sql.table('billing.item')} as i on i.id = taken.item_id
    group by taken.what, taken.item_id, i.article_number, i.name, taken.attribute`.execute(db);
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
  return countTakenFrom(session, pathId === undefined ? sql`p.id is not null` : sql`p.id = ${pathId}`);
}

/** The same for the subscriptions `s` that match `which`, with path `p` and `destination`, in the catalogue of `tables`. */
export async function countTakenFrom(
  { db, dialect }: Session,
  which: RawBuilder<boolean>,
  tables: CatalogueTables = STORED,
): Promise<WouldBeTaken[]> {
  const { rows } = await sql<TakenRow & { readonly path_id: string | null; readonly subscriptions: number }>`
    select taken.path_id, taken.what, taken.item_id, i.article_number, i.name, taken.attribute,
      count(*) as subscriptions, sum(taken.quantity) as quantity
    from (
      select one.account_id, one.from_number, one.path_id, one.what, one.item_id, one.attribute,
        sum(cast(one.quantity as bigint)) as quantity
      from (${takenRows(dialect, moving(which, tables), tables)}) as one
      group by one.account_id, one.from_number, one.path_id, one.what, one.item_id, one.attribute
    ) as taken
    left join ${sql.table('billing.item')} as i on i.id = taken.item_id
    group by taken.path_id, taken.what, taken.item_id, i.article_number, i.name, taken.attribute`.execute(db);
  return rows.map(({ path_id, what, item_id, article_number, name, attribute, subscriptions, quantity }) => ({
    pathId: path_id,
    what,
    item: itemReference(item_id, article_number, name),
    attribute: what === 'attribute' ? attribute : null,
    subscriptions,
    quantity,
  }));
}

/** The moves `t` of the subscriptions `s` that match `which`, with path `p`. */
function moving(which: RawBuilder<boolean>, tables: CatalogueTables): RawBuilder<unknown> {
  return sql`(
      select s.account_id, s.number as from_number, p.id as path_id, s.item_id as from_item_id,
        destination.item_id as to_item_id
      from ${subscriptionsWithDestinationsIn(tables)}
      where ${which} and s.status = 'active' and destination.item_id is not null
    ) as t`;
}

/** One row for each thing that one of the moves takes away. */
function takenRows(
  dialect: SqlDialect,
  moves: RawBuilder<unknown>,
  tables: CatalogueTables,
): RawBuilder<unknown> {
  return sql.join(
    Object.values(takenParts(dialect, tables)).map((part) => selected(part, moves)),
    sql` union all `,
  );
}

function selected(
  { what, joins, where, item, attribute, quantity, could }: TakenPart,
  moves: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`
    select t.account_id, t.from_number, t.path_id, ${sql.lit(what)} as what, ${item} as item_id,
      ${attribute ?? sql.lit('')} as attribute, ${quantity} as quantity
    from ${moves} ${joins}
    where ${where}${could === undefined ? sql`` : sql` and (t.path_id is null or ${could})`}`;
}
