import { expressionBuilder, sql } from 'kysely';
import { columnTypes } from '../../../database/columns.ts';
import type { Session } from '../../../database/session.ts';
import type { ItemTable, TakenAwayTable } from '../../../database/tables.ts';
import { collectBy } from '../../../domain/collect-by.ts';
import { byArticle } from '../../../domain/items/extension.ts';
import { byLabel } from '../../../domain/items/item-label.ts';
import { compareText } from '../../../domain/text-order.ts';
import { NOTHING_TAKEN, type TakenAway } from '../../../domain/transitions/taken-away.ts';
import { allOf } from '../../all-of.ts';
import { itemReference } from '../../items/item-reference.ts';

const { eb, ref } = expressionBuilder<
  { l: TakenAwayTable; i: ItemTable; asked: Pick<TakenAwayTable, 'account_id' | 'from_number' | 'run_id'> },
  'l' | 'i' | 'asked'
>();

/** One thing that a move takes away, with its item. */
export interface TakenRow {
  readonly what: TakenAwayTable['what'];
  readonly item_id: string;
  readonly article_number: string | null;
  readonly name: string | null;
  readonly attribute: string;
  readonly quantity: number;
}

/** A recorded transition. */
interface Recorded {
  readonly account_id: string;
  readonly from_number: number;
  readonly run_id: number;
  readonly lost_end_date: string | null;
}

/** What each of these transitions took away, in the same order; always one statement. */
export async function takenBy(
  { db, dialect }: Session,
  transitions: readonly Recorded[],
): Promise<TakenAway[]> {
  if (transitions.length === 0) return [];
  const json = JSON.stringify(
    transitions.map(({ account_id, from_number, run_id }) => ({ account_id, from_number, run_id })),
  );
  const columns = columnTypes(dialect.types, 'tierctl.transition', ['account_id', 'from_number', 'run_id']);
  const asked = dialect.rowsFromJson(json, 'asked', columns);
  const isAsked = allOf([
    eb('l.account_id', '=', ref('asked.account_id')),
    eb('l.from_number', '=', ref('asked.from_number')),
    eb('l.run_id', '=', ref('asked.run_id')),
  ]);
  const list = (['account_id', 'from_number', 'run_id', 'what', 'item_id'] as const).map((name) =>
    ref(`l.${name}`),
  );
  // Raw: rows from JSON.
  const { rows } = await sql<TakenRow & Omit<Recorded, 'lost_end_date'>>`
    select ${sql.join(list)}, ${ref('i.article_number')}, ${ref('i.name')}, ${ref('l.attribute')}, ${ref('l.quantity')}
    from ${asked}
    join ${sql.table('tierctl.taken_away')} as l on ${isAsked}
    left join ${sql.table('billing.item')} as i on ${eb('i.id', '=', ref('l.item_id'))}`.execute(db);
  const found = collectBy(rows, keyOf);
  return transitions.map((one) => takenAway(one.lost_end_date, found.get(keyOf(one)) ?? []));
}

/** What one move takes away, in the order in which it is shown. */
export function takenAway(endDate: string | null, rows: readonly TakenRow[]): TakenAway {
  if (endDate === null && rows.length === 0) return NOTHING_TAKEN;
  const of = (what: TakenRow['what']) =>
    rows
      .filter((row) => row.what === what)
      .map(({ item_id, article_number, name, attribute, quantity }) => ({
        item: itemReference(item_id, article_number, name),
        attribute,
        quantity,
      }));
  return {
    endDate,
    extensions: of('extension')
      .map(({ item, quantity }) => ({ item, quantity }))
      .sort(byArticle),
    components: of('component')
      .map(({ item, quantity }) => ({ item, count: quantity }))
      .sort(({ item: one }, { item: other }) => byLabel(one, other)),
    attributes: of('attribute')
      .map(({ item, attribute, quantity }) => ({ item, attribute, count: quantity }))
      .sort((one, other) => byLabel(one.item, other.item) || compareText(one.attribute, other.attribute)),
  };
}

function keyOf({ account_id, from_number, run_id }: Omit<Recorded, 'lost_end_date'>): string {
  return `${account_id}/${from_number}/${run_id}`;
}
