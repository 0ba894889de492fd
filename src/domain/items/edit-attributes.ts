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
  // Hand-written attributes may look alike: the rest of them stays.
  const called = (name: string) =>
    item.attributes.find((one) => one.name === name) ??
    item.attributes.find((one) => lookAlikeKey(one.name) === lookAlikeKey(name));
  const edited = new Map(item.attributes.map((one) => [one.name, one]));
  for (const name of removed) {
    const gone = called(name);
    if (gone === undefined) throw attributeNotFound(item, name, item.attributes);
    edited.delete(gone.name);
  }
  for (const attribute of given) {
    const name = called(attribute.name)?.name ?? attribute.name;
    edited.set(name, { ...attribute, name });
  }
  return [...edited.values()];
}
