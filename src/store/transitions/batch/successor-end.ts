// The last day of a successor, of a subscription `s` whose item becomes the one with the profile `destination`. The claim
// has set the end date of `s` to the day before; `endDate` is the one that it had.
import { type RawBuilder, sql } from 'kysely';
import type { SqlDialect } from '../../../database/sql-dialect.ts';

type EndDate = RawBuilder<string | null>;

/** The end date before the claim, and after it. */
export const END_DATE: EndDate = sql<string | null>`s.end_date`;
export const FORMER_END_DATE: EndDate = sql<string | null>`s.previous_end_date`;

/**
 * Whether the successor takes over the end date: a change by hand does, unless it was said otherwise. An end date that has
 * passed when the successor starts was the predecessor's alone.
 */
export function keepsEnd(dialect: SqlDialect, endDate: EndDate): RawBuilder<boolean> {
  const yes = dialect.booleanLiteral(true);
  return sql<boolean>`(s.change_item_id is not null and coalesce(s.change_keeps_end, ${yes}) = ${yes} and ${endDate} >= s.due_on)`;
}

/** That end date, or the last day of the destination's term: start + term − 1 day; null without a term. */
export function successorEnd(dialect: SqlDialect, endDate: EndDate): RawBuilder<string | null> {
  const termEnd = dialect.plusTerm(
    sql.ref('s.due_on'),
    sql.ref('destination.term_months'),
    sql.ref('destination.term_days'),
  );
  return sql<
    string | null
  >`case when ${keepsEnd(dialect, endDate)} then ${endDate} else ${dialect.plusDays(termEnd, -1)} end`;
}

/** The end date where it lies in the time of the successor and is not that of the successor. */
export function lostEndDate(dialect: SqlDialect, endDate: EndDate): RawBuilder<string | null> {
  return sql<string | null>`case when ${endDate} >= s.due_on and (${successorEnd(dialect, endDate)} is null
        or ${successorEnd(dialect, endDate)} <> ${endDate}) then ${endDate} end`;
}
