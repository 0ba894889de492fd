import type { Session } from '../../database/session.ts';
import type { ItemAttributeTable } from '../../database/tables.ts';
import { collectBy } from '../../domain/collect-by.ts';
import type { ItemAttribute } from '../../domain/items/item-attribute.ts';
import { compareText } from '../../domain/text-order.ts';
import { type SomeItems, wantedIds } from './wanted-ids.ts';

/** The attributes of those of the items that have any, by item id, each by name. Of all items by default. */
export async function findAttributes(
  session: Session,
  items?: SomeItems,
): Promise<Map<string, ItemAttribute[]>> {
  const rows = await session.db
    .selectFrom('tierctl.item_attribute')
    .selectAll()
    .$if(items !== undefined, (query) => query.where('item_id', 'in', wantedIds(session, items ?? [])))
    .execute();
  const found = collectBy(rows, ({ item_id }) => item_id, readAttribute);
  for (const attributes of found.values()) attributes.sort(byName);
  return found;
}

/** The attributes of the item, by name. */
export async function listAttributes(session: Session, itemId: string): Promise<ItemAttribute[]> {
  return (await findAttributes(session, [itemId])).get(itemId) ?? [];
}

/** An attribute as it is stored, without the item that has it. */
function readAttribute({
  name,
  type,
  required,
  default_value,
  choices,
}: Omit<ItemAttributeTable, 'item_id'>): ItemAttribute {
  return {
    name,
    type,
    required,
    defaultValue: default_value,
    choices: choices === null ? null : (JSON.parse(choices) as string[]),
  };
}

function byName({ name: one }: ItemAttribute, { name: other }: ItemAttribute): number {
  return compareText(one, other);
}
