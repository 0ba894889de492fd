import { lookAlikeKey } from '../name-rule.ts';
import { attributeNotFound } from './attribute-not-found.ts';
import type { Item } from './item.ts';
import { type ItemAttribute, requireDistinctAttributes } from './item-attribute.ts';

/**
 * The attributes of `item` without the removed ones; a given one replaces that of the same name or is added. Throws
 * `not-found` (`attribute-not-found`), `usage` (`duplicate-attribute`).
 */
export function editAttributes(
  item: Item & { readonly attributes: readonly ItemAttribute[] },
  given: readonly ItemAttribute[],
  removed: readonly string[],
): ItemAttribute[] {
  requireDistinctAttributes([...given, ...removed.map((name) => ({ name }))]);
  const edited = new Map(item.attributes.map((attribute) => [lookAlikeKey(attribute.name), attribute]));
  for (const name of removed) {
    if (!edited.delete(lookAlikeKey(name))) throw attributeNotFound(item, name, item.attributes);
  }
  for (const attribute of given) {
    const key = lookAlikeKey(attribute.name);
    edited.set(key, { ...attribute, name: edited.get(key)?.name ?? attribute.name });
  }
  return [...edited.values()];
}
