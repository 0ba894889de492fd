import { type RawBuilder, sql } from 'kysely';
import type { SqlDialect } from '../../database/sql-dialect.ts';
import { LARGEST_QUANTITY } from '../../domain/items/extension.ts';
import { type CatalogueTables, STORED } from '../catalogue-tables.ts';

const DESTINATION = sql`destination.item_id`;

// Each part is a number for service `u.service`, zero where there is nothing. The amount from extensions is a decimal,
// because quantity times amount may exceed a bigint.
const terminated = sql`coalesce((
  select c.amount from tierctl.change_termination as c
  where c.account_id = s.account_id and c.subscription_number = s.number and c.service = u.service
    and s.change_item_id is not null), 0)`;

const ofTheItem = ({ serviceLimit }: CatalogueTables) => sql`coalesce((
  select l.amount from ${serviceLimit(DESTINATION)} as l
  where l.item_id = destination.item_id and l.service = u.service), 0)`;

const ofExtensionsThatComeAlong = ({ serviceLimit, itemExtension }: CatalogueTables) => sql`coalesce((
  select sum(cast(l.amount as decimal(38, 0)) *
    case when allowed.maximum_quantity < e.quantity then allowed.maximum_quantity else e.quantity end)
  from tierctl.subscription_extension as e
  join ${itemExtension(DESTINATION)} as allowed
    on allowed.item_id = destination.item_id and allowed.extension_item_id = e.extension_item_id
  join ${serviceLimit(sql`e.extension_item_id`)} as l on l.item_id = e.extension_item_id and l.service = u.service
  where e.account_id = s.account_id and e.subscription_number = s.number), 0)`;

const ofExtensionsBought = ({ serviceLimit }: CatalogueTables) => sql`coalesce((
  select sum(cast(l.amount as decimal(38, 0)) * c.quantity)
  from tierctl.change_extension as c
  join ${serviceLimit(sql`c.extension_item_id`)} as l on l.item_id = c.extension_item_id and l.service = u.service
  where c.account_id = s.account_id and c.subscription_number = s.number and s.change_item_id is not null), 0)`;

/**
 * The maximum that the extensions of `destination` can provide: the maximum quantity of active extensions, and the carried
 * over units of inactive ones. The maximum of one extension does not depend on the others, so a shortfall within this for
 * every service can be covered.
 */
function ofAllExtensions(
  dialect: SqlDialect,
  { itemExtension, itemProfile, serviceLimit }: CatalogueTables,
): RawBuilder<number> {
  const most = sql`coalesce(allowed.maximum_quantity, ${sql.lit(LARGEST_QUANTITY)})`;
  const sold = sql`extension.active = ${dialect.booleanLiteral(true)} and sold.id is not null`;
  return sql`coalesce((
    select sum(cast(l.amount as decimal(38, 0)) * case
      when ${sold} and (e.quantity is null or e.quantity < ${most}) then ${most}
      when e.quantity is null then 0
      when allowed.maximum_quantity < e.quantity then allowed.maximum_quantity
      else e.quantity end)
    from ${itemExtension(DESTINATION)} as allowed
    join ${itemProfile(sql`allowed.extension_item_id`)} as extension on extension.item_id = allowed.extension_item_id
    join ${serviceLimit(sql`allowed.extension_item_id`)} as l on l.item_id = allowed.extension_item_id and l.service = u.service
    left join ${sql.table('billing.item')} as sold on sold.id = allowed.extension_item_id
    left join tierctl.subscription_extension as e on e.account_id = s.account_id
      and e.subscription_number = s.number and e.extension_item_id = allowed.extension_item_id
    where allowed.item_id = destination.item_id), 0)`;
}

/**
 * Whether the usage of subscription `s` exceeds the limits of `destination`, including the extensions that it allows and
 * those added with the change, and without the terminated amounts. Paths with the policy `allow` skip the check; paths with
 * `extend` check only whether any number of extensions would cover the usage. "There is the case when … the desired action moves from one package to
 * another that doesn't support the number of resources already in use".
 */
export function overLimit(dialect: SqlDialect, tables: CatalogueTables = STORED): RawBuilder<boolean> {
  return sql<boolean>`(
  coalesce(p.over_limit_policy, 'block') <> 'allow' and exists (
    select 1 from tierctl.subscription_usage as u
    where u.account_id = s.account_id and u.subscription_number = s.number
      and u.amount - ${terminated} > ${ofTheItem(tables)} + ${ofExtensionsThatComeAlong(tables)} + ${ofExtensionsBought(tables)}
      and (coalesce(p.over_limit_policy, 'block') <> 'extend'
        or u.amount > ${ofTheItem(tables)} + ${ofAllExtensions(dialect, tables)})))`;
}
