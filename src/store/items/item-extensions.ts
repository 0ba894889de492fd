import type { Session } from '../../database/session.ts';
import { collectBy } from '../../domain/collect-by.ts';
import { type AllowedExtension, byArticle } from '../../domain/items/extension.ts';
import { itemReference } from './item-reference.ts';
import { wantedIds } from './wanted-ids.ts';

export interface StoredExtension extends AllowedExtension {
  /** Whether it is sold. */
  readonly active: boolean;
}

/** The extensions that the items allow, by item id and article number; items without any are left out. */
export async function findAllowedExtensions(
  session: Session,
  itemIds: readonly string[],
): Promise<Map<string, StoredExtension[]>> {
  const rows = await session.db
    .selectFrom('tierctl.item_extension as e')
    .innerJoin('tierctl.item_profile as f', 'f.item_id', 'e.extension_item_id')
    .leftJoin('billing.item as i', 'i.id', 'e.extension_item_id')
    .select([
      'e.item_id',
      'e.extension_item_id',
      'e.maximum_quantity',
      'f.active',
      'i.article_number',
      'i.name',
    ])
    .where('e.item_id', 'in', wantedIds(session, itemIds))
    .execute();
  const found = collectBy(
    rows,
    ({ item_id }) => item_id,
    (row): StoredExtension => ({
      item: itemReference(row.extension_item_id, row.article_number, row.name),
      maximumQuantity: row.maximum_quantity,
      active: row.active,
    }),
  );
  for (const allowed of found.values()) allowed.sort(byArticle);
  return found;
}
