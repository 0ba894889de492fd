import { sql } from 'kysely';
import { hasTierctlSchema, type Session } from '../../database/session.ts';
import type { TurnMode } from '../../database/sql-dialect.ts';
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

/** Stores the default profile of those of the items that have none: subscriptions and paths refer to it. */
export async function insertMissingProfiles(session: Session, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return;
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
 * Claims the items for an edit of the catalogue: until this transaction ends, no other one edits them, and none holds them.
 * An item without a profile gets the default profile first: later statements rely on it.
 *
 * The claim is a named lock, not an update of the profile. Runs insert subscriptions to the item all the time, and on servers
 * whose foreign keys lock the row that is referred to, each of them would wait for the transaction that has changed it. The
 * order of locks: docs/operations.md.
 */
export async function claimProfiles(session: Session, itemIds: readonly string[]): Promise<void> {
  await lockItems(session, itemIds, 'exclusive');
}

/**
 * Holds the items as they are: until this transaction ends, no other one claims them, so their kinds and the rows that are
 * written only under a claim stay. Any number of transactions may hold an item; only where it has no profile yet, the first
 * one stores the default and the others wait for that row. Returns the profile of each of them by its id.
 */
export async function holdProfiles(
  session: Session,
  itemIds: readonly string[],
): Promise<(itemId: string) => ItemProfile> {
  const stored = await lockItems(session, itemIds, 'shared');
  return (itemId) => stored.get(itemId) ?? DEFAULT_PROFILE;
}

/** Holds one item and returns its profile. */
export async function holdProfile(session: Session, { id }: ItemReference): Promise<ItemProfile> {
  const profileOf = await holdProfiles(session, [id]);
  return profileOf(id);
}

/** The number of locks for all items, so that a transaction never takes more, however many items a catalogue file changes. */
const LOCKS = 32;

/** Returns the profiles that were stored already: the others are stored now, as the default. */
async function lockItems(
  session: Session,
  itemIds: readonly string[],
  mode: TurnMode,
): Promise<Map<string, ItemProfile>> {
  if (!hasTierctlSchema(session)) return new Map();
  const { db, dialect } = session;
  const locks =
    itemIds.length < LOCKS ? itemIds.map(lockOf) : Array.from({ length: LOCKS }, (_, lock) => lock);
  // In one order, so that two transactions cannot wait for each other.
  locks.sort((one, other) => one - other);
  await dialect.takeTurns(
    db,
    locks.map((lock) => `item ${lock}`),
    mode,
  );
  const known = await findProfiles(session, itemIds);
  await insertMissingProfiles(
    session,
    itemIds.filter((id) => !known.has(id)),
  );
  return known;
}

/** The number of an item's lock. All digits count: ids that a server gives in sequence can end alike. */
export function lockOf(itemId: string): number {
  let hash = 0;
  for (const digit of itemId.toLowerCase()) hash = (hash * 31 + digit.charCodeAt(0)) % 1_000_003;
  return hash % LOCKS;
}

function toProfile(row: ItemProfileTable): ItemProfile {
  const term = row.term_months === null ? null : { months: row.term_months, days: row.term_days ?? 0 };
  return { kind: row.kind, active: row.active, term, defaultPathId: row.default_path_id };
}
