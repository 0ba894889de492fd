// Mappings of paths from or to the attributes of an item, and whether they are still valid after the attributes change.

import { misfit } from '../items/attribute-mapping.ts';
import { attributeInUse } from '../items/attribute-problems.ts';
import type { Item, ItemReference } from '../items/item.ts';
import type { ItemAttribute } from '../items/item-attribute.ts';
import { itemLabel } from '../items/item-label.ts';

/** An attribute at one end of a mapping, with the item that has it. */
export interface MappedEnd {
  readonly item: ItemReference;
  readonly attribute: ItemAttribute;
}

/** A row of a path's attribute grid, with the current attributes. */
export interface MappedAttributes {
  /** The path's name. */
  readonly path: string;
  readonly source: MappedEnd;
  readonly destination: MappedEnd;
}

/**
 * Whether the mappings of the attributes of `item` that are named in `changed` are still valid. A mapping that was invalid
 * before and was not touched does not block the change. Throws `refused` (`attribute-in-use`).
 */
export function checkStillFit(
  item: Item,
  changed: readonly string[],
  mapped: readonly MappedAttributes[],
): void {
  const touched = ({ item: holder, attribute }: MappedEnd) =>
    holder.id === item.id && changed.includes(attribute.name);
  for (const { path, source, destination } of mapped) {
    if (!touched(source) && !touched(destination)) continue;
    const why = misfit(source.attribute, destination.attribute);
    if (why === undefined) continue;
    const own = touched(destination) ? destination : source;
    throw attributeInUse(
      item.articleNumber,
      own.attribute.name,
      `is mapped by "${path}", where "${source.attribute.name}" of ${itemLabel(source.item)} fills ` +
        `"${destination.attribute.name}" of ${itemLabel(destination.item)}: ${why}`,
      'take it out of the mapping first, or keep a type, or choices, that both ends allow',
      path,
    );
  }
}
