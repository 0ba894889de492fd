import type { ItemReference } from '../domain/item.ts';

/** An item from left-joined columns: rows written by hand may be gone. */
export function itemReference(id: string, articleNumber: string | null, name: string | null): ItemReference {
  return articleNumber === null || name === null
    ? { id, articleNumber: null, name: null }
    : { id, articleNumber, name };
}
