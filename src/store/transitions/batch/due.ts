// What is due, what it would become, and why it may have to stay. The claim, the cutting of batches and the report of
// what stays are all built from these pieces, so that they cannot disagree.
import { type RawBuilder, sql } from 'kysely';
import type { SqlDialect } from '../../../database/sql-dialect.ts';
import { LAST_DATE, LAST_START_OF_ANY_TERM } from '../../../domain/calendar.ts';
import type { StayReason } from '../../../domain/transitions/transition.ts';
import { overLimit } from '../../subscriptions/over-limit.ts';
import { overMaximum } from './over-maximum.ts';
import type { RunScope } from './scope.ts';

// The status is a literal, not a parameter: only so can the index over active subscriptions serve.
export function isDue(scope: RunScope): RawBuilder<boolean> {
  const conditions = [sql`s.status = 'active'`, sql`s.due_on <= ${scope.asOf}`];
  if (scope.account !== undefined) conditions.push(sql`s.account_id = ${scope.account}`);
  if (scope.pathId !== undefined) conditions.push(sql`p.id = ${scope.pathId}`);
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

/**
 * The first reason for which `s` stays, null where it may move. "When the rule is active, the upgrade/downgrade
 * activities are performed. Otherwise, no upgrade or downgrade is performed"; the window is judged on the day the
 * successor starts, so that a late run gives what a punctual one would have given.
 */
export function stayReason(dialect: SqlDialect): RawBuilder<StayReason | null> {
  return sql<StayReason | null>`case
    when destination.item_id is null then 'no-path'
    when p.effective_from > s.due_on or p.effective_until < s.due_on then 'path-not-effective'
    when destination.active = ${dialect.booleanLiteral(false)} then 'destination-inactive'
    when ${overMaximum} then 'over-maximum'
    when ${overLimit(dialect)} then 'over-limit'
    ${endBeyondCalendar(dialect)}
    else null end`;
}

// Two conditions in a row: the term is added only to what is a date of ours, or a server might compute one that it has not.
function endBeyondCalendar(dialect: SqlDialect): RawBuilder<unknown> {
  const termEnd = dialect.plusTerm(
    sql.ref('s.due_on'),
    sql.ref('destination.term_months'),
    sql.ref('destination.term_days'),
  );
  const last = sql.lit(LAST_DATE);
  return sql`when s.due_on > ${last} and destination.term_months is not null then 'end-beyond-calendar'
    when s.due_on > ${sql.lit(LAST_START_OF_ANY_TERM)} and ${dialect.plusDays(termEnd, -1)} > ${last}
      then 'end-beyond-calendar'`;
}
