import { commandLine } from '../command-line.ts';
import type { Item } from '../items/item.ts';
import type { ItemProfile } from '../items/item-profile.ts';
import { TierctlError } from '../tierctl-error.ts';

/**
 * "The products or packages that will be used for creating the rules need to be existing and active in the system."
 * Throws `refused` (`item-inactive`, `path-kind-unsupported`).
 */
export function checkPathEnd(
  side: 'source' | 'destination',
  { articleNumber }: Item,
  profile: ItemProfile,
): void {
  if (profile.kind === 'extension') {
    throw new TierctlError(
      'refused',
      'path-kind-unsupported',
      `the ${side} ${articleNumber} is an extension: paths lead from and to products and packages`,
      {
        hint: 'choose a product or a package on either side',
        data: { side, item: articleNumber, kind: profile.kind },
      },
    );
  }
  if (!profile.active) {
    throw new TierctlError('refused', 'item-inactive', `the ${side} ${articleNumber} is not active`, {
      hint: `run: ${commandLine`tierctl item set ${articleNumber} --active`}`,
      data: { side, item: articleNumber },
    });
  }
}

/** Throws `refused` (`path-to-itself`). */
export function checkNotToItself(source: Item, destination: Item): void {
  if (source.id !== destination.id) return;
  throw new TierctlError(
    'refused',
    'path-to-itself',
    `a path cannot lead from ${source.articleNumber} to itself`,
    {
      hint: 'choose another destination',
      data: { item: source.articleNumber },
    },
  );
}
