import { sql } from 'kysely';

// Each part is a number for service `u.service`, zero where there is nothing.
const terminated = sql`coalesce((
  select c.amount from tierctl.change_termination as c
  where c.account_id = s.account_id and c.subscription_number = s.number and c.service = u.service
    and s.change_item_id is not null), 0)`;

const ofTheItem = sql`coalesce((
  select l.amount from tierctl.service_limit as l
  where l.item_id = destination.item_id and l.service = u.service), 0)`;

const ofExtensionsThatComeAlong = sql`coalesce((
  select sum(l.amount * case when allowed.maximum_quantity < e.quantity then allowed.maximum_quantity else e.quantity end)
  from tierctl.subscription_extension as e
  join tierctl.item_extension as allowed
    on allowed.item_id = destination.item_id and allowed.extension_item_id = e.extension_item_id
  join tierctl.service_limit as l on l.item_id = e.extension_item_id and l.service = u.service
  where e.account_id = s.account_id and e.subscription_number = s.number), 0)`;

const ofExtensionsBought = sql`coalesce((
  select sum(l.amount * c.quantity)
  from tierctl.change_extension as c
  join tierctl.service_limit as l on l.item_id = c.extension_item_id and l.service = u.service
  where c.account_id = s.account_id and c.subscription_number = s.number and s.change_item_id is not null), 0)`;

/**
 * Whether the usage of subscription `s` exceeds what `destination` offers, with the extensions that it allows and those
 * bought with the change, and without what is given up. Paths of the policy `allow` do not ask. "There is the case when
 * … the desired action moves from one package to another that doesn't support the number of resources already in use".
 */
export const overLimit = sql<boolean>`(
  coalesce(p.over_limit_policy, 'block') <> 'allow' and exists (
    select 1 from tierctl.subscription_usage as u
    where u.account_id = s.account_id and u.subscription_number = s.number
      and u.amount - ${terminated} > ${ofTheItem} + ${ofExtensionsThatComeAlong} + ${ofExtensionsBought}))`;
