import type { Item, ItemReference } from '../../domain/items/item.ts';

interface WrittenItem {
  readonly id: string;
  readonly articleNumber: string | null;
  readonly name: string | null;
}

/** An item from left-joined columns: rows inserted by hand may refer to an item that is gone. */
export function itemReference(id: string, articleNumber: string | null, name: string | null): ItemReference {
  return articleNumber === null && name === null
    ? { id, articleNumber: null, name: null }
    : itemAsWritten({ id, articleNumber, name });
}

/** An existing item. Adopted tables may hold null: the id then replaces the article number, and the name is empty. */
export function itemAsWritten({ id, articleNumber, name }: WrittenItem): Item {
  return { id, articleNumber: articleNumber ?? id, name: name ?? '' };
}
