import { sql } from 'kysely';
import { hasTierctlSchema, type Session } from '../../database/session.ts';
import type { ItemProfileTable } from '../../database/tables.ts';
import type { ItemReference } from '../../domain/items/item.ts';
import { DEFAULT_PROFILE, type ItemProfile } from '../../domain/items/item-profile.ts';
import { ANY_ROW } from '../any-row.ts';
import { type SomeItems, wantedIds } from './wanted-ids.ts';

/** The profile of an item, if it has one: items that were inserted by hand have none. */
export async function findProfile(session: Session, itemId: string): Promise<ItemProfile | undefined> {
  return (await findProfiles(session, [itemId])).get(itemId);
}

/** The profiles of the items, by item id; items without one are left out. Of all items by default. */
export async function findProfiles(session: Session, items?: SomeItems): Promise<Map<string, ItemProfile>> {
  if (!hasTierctlSchema(session)) return new Map();
  const rows = await session.db
    .selectFrom('tierctl.item_profile')
    .selectAll()
    .$if(items !== undefined, (query) => query.where('item_id', 'in', wantedIds(session, items ?? [])))
    .execute();
  return new Map(rows.map((row) => [row.item_id, toProfile(row)]));
}

/** The ids of the inactive ones of the items. Of all items by default. */
export async function listInactiveItems(session: Session, items?: SomeItems): Promise<string[]> {
  if (!hasTierctlSchema(session)) return [];
  const rows = await session.db
    .selectFrom('tierctl.item_profile')
    .select('item_id')
    .where('active', '=', false)
    .$if(items !== undefined, (query) => query.where('item_id', 'in', wantedIds(session, items ?? [])))
    .execute();
  return rows.map((row) => row.item_id);
}

/** The profile of an item. An item without one gets the default profile, which is stored: an active product. */
export async function ensureProfile(session: Session, itemId: string): Promise<ItemProfile> {
  const profile = await findProfile(session, itemId);
  if (profile !== undefined) return profile;
  await insertMissingProfiles(session, [itemId]);
  return DEFAULT_PROFILE;
}

async function insertMissingProfiles(session: Session, itemIds: readonly string[]): Promise<void> {
  const { db, dialect } = session;
  await db
    .insertInto('tierctl.item_profile')
    .columns(['item_id', 'kind', 'active'])
    .expression(
      db
        .selectFrom('billing.item as i')
        .where('i.id', 'in', wantedIds(session, itemIds))
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('tierctl.item_profile as p').select(ANY_ROW).whereRef('p.item_id', '=', 'i.id'),
            ),
          ),
        )
        .select([
          'i.id',
          sql.lit(DEFAULT_PROFILE.kind).as('kind'),
          dialect.booleanLiteral(DEFAULT_PROFILE.active).as('active'),
        ]),
    )
    .execute();
}

/**
 * Like ensureProfile, and claims the profile: until this transaction ends, no other one changes the item's kind or the rows
 * that are written only under this claim.
 */
export async function claimProfile(session: Session, { id }: ItemReference): Promise<ItemProfile> {
  await claimProfiles(session, [id]);
  return ensureProfile(session, id);
}

/** Claims the profiles of the items. An item without one gets the default profile first: what is not there cannot be claimed. */
export async function claimProfiles(session: Session, itemIds: readonly string[]): Promise<void> {
  if (!hasTierctlSchema(session)) return;
  await insertMissingProfiles(session, itemIds);
  await session.db
    .updateTable('tierctl.item_profile')
    .set(({ ref }) => ({ kind: ref('kind') }))
    .where('item_id', 'in', wantedIds(session, itemIds))
    .execute();
}

function toProfile(row: ItemProfileTable): ItemProfile {
  const term = row.term_months === null ? null : { months: row.term_months, days: row.term_days ?? 0 };
  return { kind: row.kind, active: row.active, term, defaultPathId: row.default_path_id };
}
