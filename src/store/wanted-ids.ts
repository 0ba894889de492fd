import { type RawBuilder, sql } from 'kysely';
import type { Session } from '../database/session.ts';

/** A subquery of the given ids for `where(…, 'in', …)`: one parameter, however many there are. */
export function wantedIds({ dialect }: Session, ids: readonly string[]): RawBuilder<string> {
  const json = JSON.stringify(ids.map((id) => ({ id })));
  return sql<string>`(select id from ${dialect.rowsFromJson(json, 'wanted', { id: dialect.types.uuid })})`;
}
