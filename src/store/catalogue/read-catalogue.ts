// The entire catalogue in the form of a catalogue file, with one query per table.
import { hasTierctlSchema, type Session } from '../../database/session.ts';
import type {
  StoredCatalogue,
  StoredGroup,
  StoredMember,
} from '../../domain/catalogue/diff/stored-catalogue.ts';
import { compareText } from '../../domain/text-order.ts';
import { itemAsWritten } from '../items/item-reference.ts';
import { readItems } from './read-items.ts';
import { readPaths } from './read-paths.ts';

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
