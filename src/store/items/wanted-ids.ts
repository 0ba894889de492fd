import { type RawBuilder, sql } from 'kysely';
import type { Session } from '../../database/session.ts';

/** The ids of some items: a list, or a subquery that finds them. */
export type SomeItems = readonly string[] | RawBuilder<string>;

/** A subquery of the given ids for `where(…, 'in', …)`: always one parameter. */
export function wantedIds({ dialect }: Session, ids: SomeItems): RawBuilder<string> {
  if ('execute' in ids) return ids;
  const json = JSON.stringify(ids.map((id) => ({ id })));
  return sql<string>`(select id from ${dialect.rowsFromJson(json, 'wanted', { id: dialect.types.uuid })})`;
}
