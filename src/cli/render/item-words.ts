// How renderers name an item, whose row may be gone: other programs write the billing tables too.
import type { ItemReference } from '../../domain/items/item.ts';
import type { Printable, Text } from '../safe-text/printable.ts';
import type { Terminal } from './view.ts';

/** The article number in bold, or the id of an item that no longer exists. */
export function articleNumber({ paint }: Terminal, item: ItemReference): Printable {
  return item.articleNumber === null ? paint.bad(item.id) : paint.strong(item.articleNumber);
}

export function itemName({ paint }: Terminal, item: ItemReference): Text {
  return item.name ?? paint.bad('this item no longer exists');
}

/** For narrow tables: an id must not be cut, so it is shown in the name column, where there is room. */
export function articleOrGone({ articleNumber }: ItemReference): string {
  return articleNumber ?? '(gone)';
}

/** The name, or the id of an item that no longer exists; goes with articleOrGone. */
export function nameOrId({ name, id }: ItemReference): string {
  return name ?? id;
}

/** `HST-GOLD Gold hosting`, on one line. */
export function numberAndName({ articleNumber, name, id }: ItemReference): string {
  return name === null ? `${id} (its row is missing)` : `${articleNumber} ${name}`;
}
