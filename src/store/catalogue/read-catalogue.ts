// The catalogue, or the part of it around some items, in the form of a catalogue file: one query per table.
import { hasTierctlSchema, type Session } from '../../database/session.ts';
import type {
  StoredCatalogue,
  StoredGroup,
  StoredMember,
} from '../../domain/catalogue/diff/stored-catalogue.ts';
import { compareText } from '../../domain/text-order.ts';
import { distinctLabels, type ItemLabels, readLabels } from './item-labels.ts';
import { readItems } from './read-items.ts';
import { NO_LINKS, readLinks } from './read-links.ts';
import { toPaths } from './stored-paths.ts';

/** The entire catalogue. */
export async function readStoredCatalogue(session: Session): Promise<StoredCatalogue> {
  const links = hasTierctlSchema(session) ? await readLinks(session) : NO_LINKS;
  const labels = await readLabels(session);
  const paths = toPaths(links, labels);
  const items = await readItems(session, links, labels, paths);
  return { items, groups: await readGroups(session, labels), paths };
}

/**
 * The part of the catalogue that rules about these items look at: the items, the paths from, to and through them, the items
 * that these name, the packages that contain them and what they may extend. Of the other items, products and extensions
 * are listed only where these items are among them. Without groups.
 */
export async function readSlice(session: Session, itemIds: readonly string[]): Promise<StoredCatalogue> {
  const links = await readLinks(session, itemIds);
  const ids = new Set([
    ...itemIds,
    ...[...links.paths, ...links.mappings, ...links.productMappings].flatMap((row) => [
      row.source_item_id,
      row.destination_item_id,
    ]),
    ...links.products.flatMap((row) => [row.package_item_id, row.product_item_id]),
    ...links.extensions.flatMap((row) => [row.item_id, row.extension_item_id]),
  ]);
  const labels = distinctLabels(await readLabels(session, [...ids]));
  const paths = toPaths(links, labels);
  return { items: await readItems(session, links, labels, paths, [...ids]), groups: [], paths };
}

async function readGroups({ db }: Session, labels: ItemLabels): Promise<StoredGroup[]> {
  const groups = await db.selectFrom('billing.upgrade_group').select(['id', 'name']).execute();
  const rows = await db
    .selectFrom('billing.upgrade_group_member')
    .select([
      'id',
      'fk_group_id',
      'fk_item_id',
      'upgrade_level',
      'upgradeable',
      'downgradeable',
      'upgradeable_from',
      'downgradeable_from',
    ])
    .execute();
  const members = new Map<string, StoredMember[]>(groups.map(({ id }) => [id, []]));
  for (const row of rows) {
    const label = labels.get(row.fk_item_id);
    members.get(row.fk_group_id)?.push({
      id: row.id,
      itemId: row.fk_item_id,
      item: label?.articleNumber ?? row.fk_item_id,
      dangling: label === undefined,
      level: row.upgrade_level,
      // As everywhere else, a flag that is null in an adopted table is off.
      upgradeable: row.upgradeable ?? false,
      downgradeable: row.downgradeable ?? false,
      upgradeableFrom: row.upgradeable_from ?? false,
      downgradeableFrom: row.downgradeable_from ?? false,
    });
  }
  return groups
    .map(({ id, name }) => ({ id, name, members: (members.get(id) ?? []).sort(byPlace) }))
    .sort((one, other) => compareText(one.name, other.name) || compareText(one.id, other.id));
}

/** From the highest level down, and by article number. */
function byPlace(one: StoredMember, other: StoredMember): number {
  return other.level - one.level || compareText(one.item, other.item) || compareText(one.id, other.id);
}
