import { type Expression, type RawBuilder, sql } from 'kysely';

/**
 * All of these conditions, as one condition of a statement: without the parentheses that the builder puts around `and`. Not for
 * use within `or`.
 */
export function allOf(conditions: readonly Expression<unknown>[]): RawBuilder<boolean> {
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}
