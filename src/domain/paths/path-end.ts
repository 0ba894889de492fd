import type { Item } from '../items/item.ts';
import type { ItemProfile } from '../items/item-profile.ts';
import { itemInactive } from '../items/problems.ts';
import { pathKindUnsupported, pathToItself } from './problems.ts';

/**
 * "The products or packages that will be used for creating the rules need to be existing and active in the system."
 * Throws `refused` (`item-inactive`, `path-kind-unsupported`).
 */
export function checkPathEnd(
  side: 'source' | 'destination',
  { articleNumber }: Item,
  profile: ItemProfile,
): void {
  if (profile.kind === 'extension') throw pathKindUnsupported(articleNumber, side, profile.kind);
  if (!profile.active) throw itemInactive(articleNumber, side);
}

/** Throws `refused` (`path-to-itself`). */
export function checkNotToItself(source: Item, destination: Item): void {
  if (source.id === destination.id) throw pathToItself(source.articleNumber);
}
