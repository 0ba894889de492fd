import type { SelectQueryBuilder } from 'kysely';

/** The first rows of a list, and whether there are more. */
export interface Page<Row> {
  readonly rows: Row[];
  readonly more: boolean;
}

/** At most `limit` rows of an ordered query; one more is fetched to know whether there are more. */
export async function takePage<Db, Tables extends keyof Db, Row>(
  query: SelectQueryBuilder<Db, Tables, Row>,
  limit: number,
): Promise<Page<Row>> {
  const rows = await query
    .offset(0)
    .fetch(limit + 1)
    .execute();
  return { rows: rows.slice(0, limit), more: rows.length > limit };
}

export function mapPage<Row, Mapped>({ rows, more }: Page<Row>, map: (row: Row) => Mapped): Page<Mapped> {
  return { rows: rows.map(map), more };
}
