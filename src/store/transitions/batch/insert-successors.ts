import { type RawBuilder, sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import type { SqlDialect } from '../../../database/sql-dialect.ts';
import { LAST_START_OF_ANY_TERM } from '../../../domain/calendar.ts';
import { TierctlError } from '../../../domain/tierctl-error.ts';
import { insertCollision } from '../../insert-collision.ts';
import { type BatchRange, inRange, type RunHop } from './scope.ts';

/**
 * Provisions the successors that this hop recorded in `range`. A successor follows its item's default path on its end
 * date; it has an end date where its item has a term: start + term − 1 day. The successor of a change by hand keeps the end
 * date that was set and, with it, the rule that nothing follows. If another transaction took a number in the account
 * in the meantime, the error is a collision.
 */
export async function insertSuccessors(
  { db, dialect }: Session,
  range: BatchRange,
  { run, hop }: RunHop,
): Promise<void> {
  await sql`
    insert into tierctl.subscription
      (account_id, number, item_id, status, start_date, end_date, path_rule, apply_when, replaces_number, first_number)
    select t.account_id, t.to_number, t.to_item_id, 'active', t.effective_on,
      ${successorEnd(dialect, FORMER_END_DATE)},
      case when ${followsNothing(dialect, FORMER_END_DATE)} then 'none' else 'default' end,
      'on_end_date', t.from_number, coalesce(s.first_number, s.number)
    from tierctl.transition as t
    join tierctl.subscription as s on s.account_id = t.account_id and s.number = t.from_number
    join tierctl.item_profile as destination on destination.item_id = t.to_item_id
    where t.run_id = ${run} and t.hop = ${hop} and ${inRange(range, 't.account_id', 't.from_number')}`
    .execute(db)
    .catch((cause: unknown) => {
      throw isReplaced(cause) ? cause : insertCollision(cause, 'another transaction added a subscription');
    });
}

/** A subscription that already has a successor is not a collision: a retry would fail the same way. */
function isReplaced(cause: unknown): boolean {
  return cause instanceof TierctlError && /replaced_once/.test(String(cause.data?.constraint));
}

type EndDate = RawBuilder<string | null>;

/** The end date before the claim, and after it. */
export const END_DATE: EndDate = sql<string | null>`s.end_date`;
export const FORMER_END_DATE: EndDate = sql<string | null>`s.previous_end_date`;

/**
 * Whether the successor keeps the end date: a change by hand does, unless the user chose otherwise. An end date before the
 * start of the successor belongs to the predecessor only.
 */
function keepsEnd(dialect: SqlDialect, endDate: EndDate): RawBuilder<boolean> {
  const yes = dialect.booleanLiteral(true);
  return sql<boolean>`(s.change_item_id is not null and coalesce(s.change_keeps_end, ${yes}) = ${yes} and ${endDate} >= s.due_on)`;
}

/** Whether nothing follows the successor either: it keeps the end date of a subscription that follows no path. */
export function followsNothing(dialect: SqlDialect, endDate: EndDate): RawBuilder<boolean> {
  return sql<boolean>`(s.path_rule = 'none' and ${keepsEnd(dialect, endDate)})`;
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

/** The day on which the successor is due: the day after its end date; null if it has none. */
export function successorDue(dialect: SqlDialect, endDate: EndDate): RawBuilder<string | null> {
  return sql<string | null>`case when s.due_on > ${sql.lit(LAST_START_OF_ANY_TERM)} then s.due_on
    else ${dialect.plusDays(successorEnd(dialect, endDate), 1)} end`;
}

/** The end date if it lies in the time of the successor but the successor does not keep it. */
export function lostEndDate(dialect: SqlDialect, endDate: EndDate): RawBuilder<string | null> {
  return sql<string | null>`case when ${endDate} >= s.due_on and (${successorEnd(dialect, endDate)} is null
        or ${successorEnd(dialect, endDate)} <> ${endDate}) then ${endDate} end`;
}
