import type { ItemReference } from './item.ts';

/** How a sentence names an item: by its article number, or by its UUID where its row is gone. */
export function itemLabel({ articleNumber, id }: ItemReference): string {
  return articleNumber ?? id;
}
