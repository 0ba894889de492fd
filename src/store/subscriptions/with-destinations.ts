import { expressionBuilder, sql } from 'kysely';
import type { Session } from '../../database/session.ts';
import type { ItemProfileTable, PathTable, SubscriptionTable } from '../../database/tables.ts';
import { type CatalogueTables, STORED } from '../catalogue-tables.ts';
import { applicablePath } from '../paths/applicable-path.ts';

/** The tables of `withDestinations` under their aliases, for the expressions that its statements are built from. */
export interface WithDestination {
  s: SubscriptionTable;
  source: ItemProfileTable;
  p: PathTable;
  destination: ItemProfileTable;
}

const { ref } = expressionBuilder<WithDestination, keyof WithDestination>();

const becomes = sql<string>`coalesce(${ref('s.change_item_id')}, ${ref('p.destination_item_id')})`;

/**
 * Every subscription `s` with the profile `source` of its item, its path `p`, and the profile `destination` of the item
 * it would move to; null where there is none.
 */
export function withDestinations(
  { db }: Pick<Session, 'db'>,
  { itemProfile, path }: CatalogueTables = STORED,
) {
  return db
    .selectFrom('tierctl.subscription as s')
    .innerJoin(itemProfile(sql`${ref('s.item_id')}`).as('source'), 'source.item_id', 's.item_id')
    .leftJoin(path(applicablePath).as('p'), (join) => join.on('p.id', '=', applicablePath))
    .leftJoin(itemProfile(becomes).as('destination'), (join) => join.on('destination.item_id', '=', becomes));
}
