import { hasTierctlSchema, type Session } from '../../database/session.ts';
import type { ItemProfileTable } from '../../database/tables.ts';
import type { ItemReference } from '../../domain/items/item.ts';
import { itemLabel } from '../../domain/items/item-label.ts';
import { DEFAULT_PROFILE, type ItemProfile } from '../../domain/items/item-profile.ts';
import type { Term } from '../../domain/term.ts';
import { updateAsRead } from '../as-read.ts';
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
  await insertProfile(session, itemId, DEFAULT_PROFILE);
  return DEFAULT_PROFILE;
}

export async function insertProfile(
  { db }: Session,
  itemId: string,
  { kind, active, term, defaultPathId }: ItemProfile,
): Promise<void> {
  await db
    .insertInto('tierctl.item_profile')
    .values({ item_id: itemId, kind, active, ...termColumns(term), default_path_id: defaultPathId })
    .execute();
}

/** The members of a profile that `item set` changes: all except the default path. */
export type ItemTerms = Pick<ItemProfile, 'kind' | 'active' | 'term'>;

/** Writes the terms of an item that has a profile. Throws `conflict` (`changed-meanwhile`) unless they are unchanged since they were read. */
export async function updateTerms(
  { db }: Session,
  item: ItemReference,
  before: ItemTerms,
  terms: ItemTerms,
): Promise<void> {
  const update = db
    .updateTable('tierctl.item_profile')
    .set(termsColumns(terms))
    .where('item_id', '=', item.id);
  await updateAsRead(`item ${itemLabel(item)}`, update, termsColumns(before));
}

/**
 * Like ensureProfile, and claims the profile: until this transaction ends, no other one changes the item's kind or the rows
 * that are written only under this claim. Throws `conflict` (`changed-meanwhile`).
 */
export async function claimProfile(session: Session, item: ItemReference): Promise<ItemProfile> {
  const profile = await ensureProfile(session, item.id);
  await updateTerms(session, item, profile, profile);
  return profile;
}

/** Claims the profiles of the items that have one, in one statement. */
export async function claimProfiles(session: Session, itemIds: readonly string[]): Promise<void> {
  if (!hasTierctlSchema(session)) return;
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

function termsColumns({ kind, active, term }: ItemTerms) {
  return { kind, active, ...termColumns(term) };
}

function termColumns(term: Term | null): Pick<ItemProfileTable, 'term_months' | 'term_days'> {
  return { term_months: term?.months ?? null, term_days: term?.days ?? null };
}
