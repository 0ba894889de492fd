import type { Item, ItemReference } from '../../domain/items/item.ts';

interface WrittenItem {
  readonly id: string;
  readonly articleNumber: string | null;
  readonly name: string | null;
}

/** An item from left-joined columns: rows written by hand may refer to an item that is gone. */
export function itemReference(id: string, articleNumber: string | null, name: string | null): ItemReference {
  return articleNumber === null && name === null
    ? { id, articleNumber: null, name: null }
    : itemAsWritten({ id, articleNumber, name });
}

/** An item whose row is there. Adopted tables may hold null for either: it goes by its id then, or has no name. */
export function itemAsWritten({ id, articleNumber, name }: WrittenItem): Item {
  return { id, articleNumber: articleNumber ?? id, name: name ?? '' };
}
