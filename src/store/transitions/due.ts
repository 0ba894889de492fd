// What is due, by which path it would move, and why it may have to stay. The claim, the cutting of batches and the
// report of what stays are all built from these pieces, so that they cannot disagree.
import { type RawBuilder, sql } from 'kysely';
import type { SqlDialect } from '../../database/sql-dialect.ts';
import type { StayReason } from '../../domain/transition.ts';
import type { RunScope } from './scope.ts';

/** The path of subscription `s` whose item has the profile `source`: its override, its item's default, or none. */
export const applicablePath = sql<string | null>`
  case s.path_rule when 'default' then source.default_path_id when 'override' then s.path_id end`;

/** Every active subscription `s` with its path `p` and the profiles `source` and `destination`, null where there is none. */
export const subscriptionsWithPaths = sql`
  tierctl.subscription as s
  join tierctl.item_profile as source on source.item_id = s.item_id
  left join tierctl.path as p on p.id = ${applicablePath}
  left join tierctl.item_profile as destination on destination.item_id = p.destination_item_id`;

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
    when p.id is null then 'no-path'
    when p.effective_from > s.due_on or p.effective_until < s.due_on then 'path-not-effective'
    when destination.active = ${dialect.booleanLiteral(false)} then 'destination-inactive'
    else null end`;
}
