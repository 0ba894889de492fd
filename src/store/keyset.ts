// Reads a list of any length in pages. Each page starts after the key of the last row of the previous one, so the hundredth
// page costs no more than the first, and no row is repeated or skipped.
import { type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';

export interface KeyColumn<Row> {
  /** The name in the query, such as `s.account_id`. Only a column of an adopted table may hold null: then `nullIs` is set. */
  readonly column: string;
  /** The member of a row with its value. */
  readonly member: keyof Row & string;
  readonly descending?: true;
  /** How its values are compared, where the collation of an adopted table must not decide. */
  readonly compared?: (column: RawBuilder<unknown>) => RawBuilder<unknown>;
  /** The value that null counts as; a comparison with null would lose rows. */
  readonly nullIs?: string;
}

/** The combination of the columns is unique. */
export type Key<Row> = readonly KeyColumn<Row>[];

const PAGE = 5_000;

/** Orders the query by its key. */
export function inOrder<Db, Tables extends keyof Db, Row>(
  query: SelectQueryBuilder<Db, Tables, Row>,
  key: Key<Row>,
): SelectQueryBuilder<Db, Tables, Row> {
  return key.reduce(
    (ordered, one) => ordered.orderBy(columnOf(one), one.descending === true ? 'desc' : 'asc'),
    query,
  );
}

/** All rows in the order of the key, in pages of `size`, each read when the consumer has taken the one before. */
export async function* streamRows<Db, Tables extends keyof Db, Row>(
  query: SelectQueryBuilder<Db, Tables, Row>,
  key: Key<Row>,
  size = PAGE,
): AsyncGenerator<Row[]> {
  const ordered = inOrder(query, key).offset(0).fetch(size);
  let last: Row | undefined;
  for (;;) {
    const page = last === undefined ? ordered : ordered.where(behind(key, last));
    const rows = await page.execute();
    if (rows.length > 0) yield rows;
    last = rows.at(-1);
    if (rows.length < size || last === undefined) return;
  }
}

// Not `a > x or (a = x and b > y)`: a server seeks in an index only by a condition that every row must meet.
function behind<Row>([first, ...others]: Key<Row>, last: Row): RawBuilder<SqlBool> {
  if (first === undefined) throw new Error('a key has at least one column');
  const column = columnOf(first);
  const value = last[first.member] ?? first.nullIs;
  const strictly = first.descending === true ? sql`${column} < ${value}` : sql`${column} > ${value}`;
  if (others.length === 0) return sql<SqlBool>`${strictly}`;
  const orAt = first.descending === true ? sql`${column} <= ${value}` : sql`${column} >= ${value}`;
  return sql<SqlBool>`(${orAt} and (${strictly} or ${behind(others, last)}))`;
}

function columnOf<Row>({ column, nullIs, compared = (it) => it }: KeyColumn<Row>): RawBuilder<unknown> {
  return compared(
    nullIs === undefined ? sql.ref(column) : sql`coalesce(${sql.ref(column)}, ${sql.lit(nullIs)})`,
  );
}
