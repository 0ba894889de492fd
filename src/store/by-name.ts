import { type Expression, type RawBuilder, sql } from 'kysely';
import type { Session } from '../database/session.ts';

/** The order of a list of named objects, the same on every engine. A name that is null, in an adopted table, comes first. */
export function byName(
  { dialect }: Pick<Session, 'dialect'>,
  name: Expression<string | null>,
): RawBuilder<string> {
  return dialect.byCodePoint(sql`coalesce(${name}, ${sql.lit('')})`);
}
