// The catalogue, or the part of it around some items, in the form of a catalogue file: one query per table.
import type { Session } from '../../database/session.ts';
import type {
  StoredCatalogue,
  StoredGroup,
  StoredMember,
} from '../../domain/catalogue/diff/stored-catalogue.ts';
import { compareText } from '../../domain/text-order.ts';
import { groupAsWritten } from '../groups/groups.ts';
import { wantedIds } from '../items/wanted-ids.ts';
import { distinctLabels, type ItemLabels, readLabels } from './item-labels.ts';
import { readItems } from './read-items.ts';
import { readLinks } from './read-links.ts';
import { toPaths } from './stored-paths.ts';

/** The entire catalogue. */
export async function readStoredCatalogue(session: Session): Promise<StoredCatalogue> {
  const links = await readLinks(session);
  const labels = await readLabels(session);
  const paths = toPaths(links, labels);
  const items = await readItems(session, links, labels, paths);
  return { items, groups: toGroups(await readGroups(session), labels), paths };
}

/** The items and groups that a change is about, by their ids. */
export interface Named {
  readonly items: readonly string[];
  readonly groups?: readonly string[];
  /** Items of which nothing else needs to be known. */
  readonly others?: readonly string[];
  /** Whether items that share an article number keep it, as in the entire catalogue; else each goes by its UUID. */
  readonly asWritten?: boolean;
}

/**
 * The part of the catalogue that rules about these items look at: the items, the paths from, to and through them, the items
 * that these name, the packages that contain them and what they may extend; and the groups with their members. Items that are
 * not named have no renewal periods and service limits here, and only those products and extensions that are named.
 */
export async function readSlice(session: Session, named: Named): Promise<StoredCatalogue> {
  const links = await readLinks(session, named.items);
  const rows =
    named.groups === undefined || named.groups.length === 0
      ? NO_GROUPS
      : await readGroups(session, named.groups);
  const ids = new Set([
    ...named.items,
    ...(named.others ?? []),
    ...[...links.paths, ...links.mappings, ...links.productMappings].flatMap((row) => [
      row.source_item_id,
      row.destination_item_id,
    ]),
    ...links.products.flatMap((row) => [row.package_item_id, row.product_item_id]),
    ...links.extensions.flatMap((row) => [row.item_id, row.extension_item_id]),
    ...rows.members.map((row) => row.fk_item_id),
  ]);
  const written = await readLabels(session, [...ids]);
  const labels = named.asWritten === true ? written : distinctLabels(written);
  const paths = toPaths(links, labels);
  const items = await readItems(session, links, labels, paths, { all: [...ids], named: named.items });
  return { items, groups: toGroups(rows, labels), paths };
}

const NO_GROUPS: Awaited<ReturnType<typeof readGroups>> = { groups: [], members: [] };

async function readGroups(session: Session, only?: readonly string[]) {
  const ids = wantedIds(session, only ?? []);
  const groups = await session.db
    .selectFrom('billing.upgrade_group')
    .select(['id', 'name'])
    .$if(only !== undefined, (query) => query.where('id', 'in', ids))
    .execute();
  const members = await session.db
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
    .$if(only !== undefined, (query) => query.where('fk_group_id', 'in', ids))
    .execute();
  return { groups, members };
}

function toGroups(
  { groups, members: rows }: Awaited<ReturnType<typeof readGroups>>,
  labels: ItemLabels,
): StoredGroup[] {
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
    .map(groupAsWritten)
    .map(({ id, name }) => ({ id, name, members: (members.get(id) ?? []).sort(byPlace) }))
    .sort((one, other) => compareText(one.name, other.name) || compareText(one.id, other.id));
}

/** From the highest level down, and by article number. */
function byPlace(one: StoredMember, other: StoredMember): number {
  return other.level - one.level || compareText(one.item, other.item) || compareText(one.id, other.id);
}
