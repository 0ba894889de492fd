import type { Item, ItemKind } from '../items/item.ts';
import type { ItemProfile } from '../items/item-profile.ts';
import { itemInactive } from '../items/problems.ts';
import { pathKindUnsupported, pathToItself } from './problems.ts';

type Side = 'source' | 'destination';

/**
 * "The products or packages that will be used for creating the rules need to be existing and active in the system."
 * Throws `refused` (`item-inactive`, `path-kind-unsupported`).
 */
export function checkPathEnd(
  side: Side,
  item: Item,
  { kind, active }: Pick<ItemProfile, 'kind' | 'active'>,
): void {
  checkEndKind(side, item, kind);
  if (!active) throw itemInactive(item.articleNumber, side);
}

/** Throws `refused` (`path-kind-unsupported`). */
export function checkEndKind(side: Side, { articleNumber }: Item, kind: ItemKind): void {
  if (kind === 'extension') throw pathKindUnsupported(articleNumber, side, kind);
}

/** Throws `refused` (`path-to-itself`). */
export function checkNotToItself(source: Item, destination: Item): void {
  if (source.id === destination.id) throw pathToItself(source.articleNumber);
}
