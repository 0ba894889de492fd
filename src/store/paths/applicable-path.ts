import { type RawBuilder, sql } from 'kysely';
import { type CatalogueTables, STORED } from '../catalogue-tables.ts';

/**
 * The path of subscription `s` whose item has the profile `source`: its override, its item's default, or none. While a
 * change is pending, no path applies: a person's decision takes precedence.
 */
export const applicablePath = sql<string | null>`case
  when s.change_item_id is not null then null
  when s.path_rule = 'default' then source.default_path_id
  when s.path_rule = 'override' then s.path_id end`;

const becomes = sql`coalesce(s.change_item_id, p.destination_item_id)`;

/**
 * Every subscription `s` with the profile `source` of its item, its path `p`, and the profile `destination` of the item
 * it would move to; null where there is none.
 */
export function subscriptionsWithDestinationsIn({ itemProfile, path }: CatalogueTables): RawBuilder<unknown> {
  return sql`
  tierctl.subscription as s
  join ${itemProfile(sql`s.item_id`)} as source on source.item_id = s.item_id
  left join ${path(applicablePath)} as p on p.id = ${applicablePath}
  left join ${itemProfile(becomes)} as destination on destination.item_id = ${becomes}`;
}

/** The same in the stored catalogue. */
export const subscriptionsWithDestinations = subscriptionsWithDestinationsIn(STORED);
