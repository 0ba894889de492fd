// The entire catalogue in the form of a catalogue file, with one query per table.
import { hasTierctlSchema, type Session } from '../../database/session.ts';
import type { CatalogueMapping, CatalogueProductMapping } from '../../domain/catalogue/catalogue.ts';
import type {
  StoredCatalogue,
  StoredGroup,
  StoredMember,
  StoredPath,
} from '../../domain/catalogue/diff/stored-catalogue.ts';
import { collectBy } from '../../domain/collect-by.ts';
import { attributeKey } from '../../domain/paths/attribute-holder.ts';
import { compareText } from '../../domain/text-order.ts';
import { itemAsWritten } from '../items/item-reference.ts';
import { readItems } from './read-items.ts';

export async function readStoredCatalogue(session: Session): Promise<StoredCatalogue> {
  const labels = await readLabels(session);
  const label = (id: string) => labels.get(id)?.articleNumber ?? id;
  const paths = !hasTierctlSchema(session) ? [] : await readPaths(session, label);
  return {
    items: await readItems(session, labels, paths),
    groups: await readGroups(session, labels),
    paths,
  };
}

/** The columns of the item rows, by id. */
export type ItemLabels = ReadonlyMap<string, { readonly articleNumber: string; readonly name: string }>;

async function readLabels({ db }: Session): Promise<ItemLabels> {
  const rows = await db.selectFrom('billing.item').select(['id', 'article_number', 'name']).execute();
  return new Map(
    rows.map(({ id, article_number: articleNumber, name }) => [
      id,
      itemAsWritten({ id, articleNumber, name }),
    ]),
  );
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

/** Every path with its grids, by name. `label` gives the article number of an item. */
async function readPaths({ db }: Session, label: (itemId: string) => string): Promise<StoredPath[]> {
  const paths = await db.selectFrom('tierctl.path').selectAll().execute();
  const mappings = collectBy(
    await db.selectFrom('tierctl.path_attribute').selectAll().execute(),
    ({ path_id }) => path_id,
    (row): CatalogueMapping => ({
      source: { item: label(row.source_item_id), attribute: row.source_attribute },
      destination: { item: label(row.destination_item_id), attribute: row.destination_attribute },
    }),
  );
  const products = collectBy(
    await db.selectFrom('tierctl.path_product').selectAll().execute(),
    ({ path_id }) => path_id,
    (row): CatalogueProductMapping => ({
      source: label(row.source_item_id),
      destination: label(row.destination_item_id),
    }),
  );
  return paths
    .map((row) => ({
      id: row.id,
      name: row.name,
      sourceId: row.source_item_id,
      destinationId: row.destination_item_id,
      source: label(row.source_item_id),
      destination: label(row.destination_item_id),
      effectiveFrom: row.effective_from,
      effectiveUntil: row.effective_until,
      overLimit: row.over_limit_policy,
      description: row.description,
      map: (mappings.get(row.id) ?? []).sort(byDestination),
      products: (products.get(row.id) ?? []).sort((one, other) => compareText(one.source, other.source)),
    }))
    .sort((one, other) => compareText(one.name, other.name));
}

function byDestination(one: CatalogueMapping, other: CatalogueMapping): number {
  return (
    compareText(attributeKey(one.destination), attributeKey(other.destination)) ||
    compareText(attributeKey(one.source), attributeKey(other.source))
  );
}
