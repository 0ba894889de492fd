import { type RawBuilder, sql } from 'kysely';
import type { SqlDialect } from '../../database/sql-dialect.ts';
import { LARGEST_QUANTITY } from '../../domain/items/extension.ts';

// Each part is a number for service `u.service`, zero where there is nothing. What extensions give is a decimal: so many of
// so much is beyond a bigint.
const terminated = sql`coalesce((
  select c.amount from tierctl.change_termination as c
  where c.account_id = s.account_id and c.subscription_number = s.number and c.service = u.service
    and s.change_item_id is not null), 0)`;

const ofTheItem = sql`coalesce((
  select l.amount from tierctl.service_limit as l
  where l.item_id = destination.item_id and l.service = u.service), 0)`;

const ofExtensionsThatComeAlong = sql`coalesce((
  select sum(cast(l.amount as decimal(38, 0)) *
    case when allowed.maximum_quantity < e.quantity then allowed.maximum_quantity else e.quantity end)
  from tierctl.subscription_extension as e
  join tierctl.item_extension as allowed
    on allowed.item_id = destination.item_id and allowed.extension_item_id = e.extension_item_id
  join tierctl.service_limit as l on l.item_id = e.extension_item_id and l.service = u.service
  where e.account_id = s.account_id and e.subscription_number = s.number), 0)`;

const ofExtensionsBought = sql`coalesce((
  select sum(cast(l.amount as decimal(38, 0)) * c.quantity)
  from tierctl.change_extension as c
  join tierctl.service_limit as l on l.item_id = c.extension_item_id and l.service = u.service
  where c.account_id = s.account_id and c.subscription_number = s.number and s.change_item_id is not null), 0)`;

/**
 * What all the extensions that `destination` allows give at most: of those that are sold as many as there may be, of the
 * others what comes along. Each may be at its most whatever the others are, so what is within this for every service can
 * be covered.
 */
function ofAllExtensions(dialect: SqlDialect): RawBuilder<number> {
  const most = sql`coalesce(allowed.maximum_quantity, ${sql.lit(LARGEST_QUANTITY)})`;
  const sold = sql`extension.active = ${dialect.booleanLiteral(true)} and sold.id is not null`;
  return sql`coalesce((
    select sum(cast(l.amount as decimal(38, 0)) * case
      when ${sold} and (e.quantity is null or e.quantity < ${most}) then ${most}
      when e.quantity is null then 0
      when allowed.maximum_quantity < e.quantity then allowed.maximum_quantity
      else e.quantity end)
    from tierctl.item_extension as allowed
    join tierctl.item_profile as extension on extension.item_id = allowed.extension_item_id
    join tierctl.service_limit as l on l.item_id = allowed.extension_item_id and l.service = u.service
    left join ${sql.table('billing.item')} as sold on sold.id = allowed.extension_item_id
    left join tierctl.subscription_extension as e on e.account_id = s.account_id
      and e.subscription_number = s.number and e.extension_item_id = allowed.extension_item_id
    where allowed.item_id = destination.item_id), 0)`;
}

/**
 * Whether the usage of subscription `s` exceeds what `destination` offers, with the extensions that it allows and those
 * bought with the change, and without what is given up. Paths of the policy `allow` do not ask, those of `extend` only
 * whether any number of extensions would cover it. "There is the case when … the desired action moves from one package to
 * another that doesn't support the number of resources already in use".
 */
export function overLimit(dialect: SqlDialect): RawBuilder<boolean> {
  return sql<boolean>`(
  coalesce(p.over_limit_policy, 'block') <> 'allow' and exists (
    select 1 from tierctl.subscription_usage as u
    where u.account_id = s.account_id and u.subscription_number = s.number
      and u.amount - ${terminated} > ${ofTheItem} + ${ofExtensionsThatComeAlong} + ${ofExtensionsBought}
      and (coalesce(p.over_limit_policy, 'block') <> 'extend'
        or u.amount > ${ofTheItem} + ${ofAllExtensions(dialect)})))`;
}
