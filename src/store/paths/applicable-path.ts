import { sql } from 'kysely';

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
