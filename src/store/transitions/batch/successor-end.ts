// When the successor of subscription `s` ends if it becomes `destination`, as parts of statements. They stay SQL: the dialect
// adds terms and days, and conditions within conditions read better so. Their columns are checked by the compiler.
import { type Expression, expressionBuilder, type RawBuilder, sql } from 'kysely';
import type { SqlDialect } from '../../../database/sql-dialect.ts';
import { LAST_START_OF_ANY_TERM } from '../../../domain/calendar.ts';
import type { WithDestination } from '../../subscriptions/with-destinations.ts';

const { ref } = expressionBuilder<WithDestination, 's' | 'destination'>();

type EndDate = Expression<string | null>;

/** The end date before the claim, and after it. */
export const END_DATE: EndDate = ref('s.end_date');
export const FORMER_END_DATE: EndDate = ref('s.previous_end_date');

const DUE_ON = ref('s.due_on');

/**
 * Whether the successor keeps the end date: a change by hand does, unless the user chose otherwise. An end date before the
 * start of the successor belongs to the predecessor only.
 */
function keepsEnd(dialect: SqlDialect, endDate: EndDate): RawBuilder<boolean> {
  const yes = dialect.booleanLiteral(true);
  return sql<boolean>`(${ref('s.change_item_id')} is not null and coalesce(${ref('s.change_keeps_end')}, ${yes}) = ${yes} and ${endDate} >= ${DUE_ON})`;
}

/** Whether nothing follows the successor either: it keeps the end date of a subscription that follows no path. */
export function followsNothing(dialect: SqlDialect, endDate: EndDate): RawBuilder<boolean> {
  return sql<boolean>`(${ref('s.path_rule')} = 'none' and ${keepsEnd(dialect, endDate)})`;
}

/** That end date, or the last day of the destination's term: start + term − 1 day; null without a term. */
export function successorEnd(dialect: SqlDialect, endDate: EndDate): RawBuilder<string | null> {
  const termEnd = dialect.plusTerm(DUE_ON, ref('destination.term_months'), ref('destination.term_days'));
  return sql<
    string | null
  >`case when ${keepsEnd(dialect, endDate)} then ${endDate} else ${dialect.plusDays(termEnd, -1)} end`;
}

/** The day on which the successor is due: the day after its end date; null if it has none. */
export function successorDue(dialect: SqlDialect, endDate: EndDate): RawBuilder<string | null> {
  return sql<string | null>`case when ${DUE_ON} > ${sql.lit(LAST_START_OF_ANY_TERM)} then ${DUE_ON}
    else ${dialect.plusDays(successorEnd(dialect, endDate), 1)} end`;
}

/** The end date if it lies in the time of the successor but the successor does not keep it. */
export function lostEndDate(dialect: SqlDialect, endDate: EndDate): RawBuilder<string | null> {
  return sql<string | null>`case when ${endDate} >= ${DUE_ON} and (${successorEnd(dialect, endDate)} is null
        or ${successorEnd(dialect, endDate)} <> ${endDate}) then ${endDate} end`;
}
