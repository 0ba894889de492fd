import type { ItemReference } from '../../../items/item.ts';
import type { ItemAttribute } from '../../../items/item-attribute.ts';
import { itemLabel } from '../../../items/item-label.ts';
import { DEFAULT_PROFILE, type ItemProfile } from '../../../items/item-profile.ts';
import type { PackageProduct } from '../../../items/package-product.ts';
import type { Path } from '../../../paths/path.ts';

/** A path with the further facts that the rules check. */
export interface LintedPath extends Path {
  /** How many active subscriptions follow it instead of their item's default. */
  readonly overrides: number;
  /** Whether any subscription, ended ones included, names it or moved through it: then history needs it, and it stays. */
  readonly used: boolean;
  /** The mapped attributes of its destination, or of products in the destination. */
  readonly mapped: readonly { readonly itemId: string; readonly attribute: string }[];
  /** The product grid, by item ids. */
  readonly products: readonly { readonly sourceId: string; readonly destinationId: string }[];
}

/** Every path, and what is known about the items that paths lead from and to. */
export interface LintedPaths {
  /** By name. */
  readonly list: readonly LintedPath[];
  readonly profileOf: (item: ItemReference) => ItemProfile;
  readonly attributesOf: (item: ItemReference) => readonly ItemAttribute[];
  /** What a package is made of, by article number. */
  readonly productsOf: (item: ItemReference) => readonly PackageProduct[];
}

export const NO_PATHS: LintedPaths = {
  list: [],
  profileOf: () => DEFAULT_PROFILE,
  attributesOf: () => [],
  productsOf: () => [],
};

/** Ids of the products that its product grid carries instances over to. */
export function carriedTo({ products }: LintedPath): ReadonlySet<string> {
  return new Set(products.map(({ destinationId }) => destinationId));
}

/** Whether any subscription follows it, by default or by override. */
export function isFollowed({ isDefault, overrides }: LintedPath): boolean {
  return isDefault || overrides > 0;
}

/** `TRIAL follows it by default`, `3 active subscriptions follow it`, or both. */
export function followers({ isDefault, overrides, source }: LintedPath): string {
  const some = `${overrides} active subscription${overrides === 1 ? ' follows it' : 's follow it'}`;
  if (!isDefault) return some;
  const all = `${itemLabel(source)} follows it by default`;
  return overrides === 0 ? all : `${all} and ${some} by override`;
}
