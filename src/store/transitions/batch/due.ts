// What is due, what it would become, and why it may have to stay. The claim, the cutting of batches and the report of
// what stays are all built from these pieces, so that they cannot disagree.
import { type RawBuilder, sql } from 'kysely';
import type { SqlDialect } from '../../../database/sql-dialect.ts';
import type { StayReason } from '../../../domain/transitions/transition.ts';
import { overLimit } from './over-limit.ts';
import { overMaximum } from './over-maximum.ts';
import type { RunScope } from './scope.ts';

/**
 * The path of subscription `s` whose item has the profile `source`: its override, its item's default, or none. While a
 * change is pending none applies: what a person decided goes first.
 */
export const applicablePath = sql<string | null>`case
  when s.change_item_id is not null then null
  when s.path_rule = 'default' then source.default_path_id
  when s.path_rule = 'override' then s.path_id end`;

/**
 * Every subscription `s` with the profile `source` of its item, its path `p`, and the profile `destination` of the item
 * it would become; null where there is none.
 */
export const subscriptionsWithDestinations = sql`
  tierctl.subscription as s
  join tierctl.item_profile as source on source.item_id = s.item_id
  left join tierctl.path as p on p.id = ${applicablePath}
  left join tierctl.item_profile as destination
    on destination.item_id = coalesce(s.change_item_id, p.destination_item_id)`;

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
    else null end`;
}
