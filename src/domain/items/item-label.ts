import { calledSo } from '../name-rule.ts';
import { compareText } from '../text-order.ts';
import type { ItemReference } from './item.ts';

/** How a sentence names an item: by its article number, or by its UUID where its row is gone. */
export function itemLabel({ articleNumber, id }: ItemReference): string {
  return articleNumber ?? id;
}

/** The one order of items, the same on every engine: by code unit. */
export function byLabel(one: ItemReference, other: ItemReference): number {
  return compareText(itemLabel(one), itemLabel(other));
}

/** Whether `name` is the item's article number, in any composition, or its UUID. */
export function isCalled(item: ItemReference, name: string): boolean {
  return findCalled([{ item }], name) !== undefined;
}

/** The entry whose item has that name: an exact match, else a match in another composition. */
export function findCalled<One extends { readonly item: ItemReference }>(
  list: readonly One[],
  name: string,
): One | undefined {
  const [called] = calledSo(list, name, ({ item }) => item.articleNumber);
  return called ?? list.find(({ item }) => item.id === name.toLowerCase());
}
