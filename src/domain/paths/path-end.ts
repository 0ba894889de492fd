import { commandLine } from '../command-line.ts';
import type { Item, ItemKind } from '../items/item.ts';
import type { ItemProfile } from '../items/item-profile.ts';
import { TierctlError } from '../tierctl-error.ts';

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
  if (active) return;
  const { articleNumber } = item;
  throw new TierctlError('refused', 'item-inactive', `the ${side} ${articleNumber} is not active`, {
    hint: `run: ${commandLine`tierctl item set ${articleNumber} --active`}`,
    data: { side, item: articleNumber },
  });
}

/** Throws `refused` (`path-kind-unsupported`). */
export function checkEndKind(side: Side, { articleNumber }: Item, kind: ItemKind): void {
  if (kind !== 'extension') return;
  throw new TierctlError(
    'refused',
    'path-kind-unsupported',
    `the ${side} ${articleNumber} is an extension: paths lead from and to products and packages`,
    { hint: 'choose a product or a package on either side', data: { side, item: articleNumber, kind } },
  );
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
