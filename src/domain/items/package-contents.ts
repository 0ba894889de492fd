// Which products a package may have, and when they may change.

import type { TierctlError } from '../tierctl-error.ts';
import type { Item } from './item.ts';
import { itemLabel } from './item-label.ts';
import type { ItemProfile } from './item-profile.ts';
import {
  badProductQuantity,
  itemNotPackage,
  itemNotProduct,
  productInUse,
  productIsPackage,
} from './package-problems.ts';
import type { PackageProduct } from './package-product.ts';
import { itemInactive } from './problems.ts';

/** The maximum number of instances of a product in a package: far more than is sold, and few enough to create in one step. */
export const MOST_OF_A_PRODUCT = 1_000;

/** What depends on a product being in a package. */
export interface ProductUsage {
  /** Names of the paths that carry its instances over, into the package or out of it. */
  readonly carriedBy: readonly string[];
  /** Names of the paths that carry attributes of it over, into the package or out of it. */
  readonly mappedBy: readonly string[];
  /** Active subscriptions to the package that have active instances of it. */
  readonly subscriptions: number;
  /** The largest number of instances in any of them. */
  readonly most: number;
}

/** Throws `usage` (`bad-product-quantity`) unless 0 ≤ minimum ≤ maximum ≤ 1000. */
export function checkQuantities({ minimum, maximum }: Pick<PackageProduct, 'minimum' | 'maximum'>): void {
  for (const quantity of [minimum, maximum ?? MOST_OF_A_PRODUCT]) {
    if (Number.isInteger(quantity) && quantity >= 0 && quantity <= MOST_OF_A_PRODUCT) continue;
    throw badQuantity(`${quantity} is no quantity of a product`, minimum, maximum);
  }
  if (maximum !== null && maximum < minimum) {
    throw badQuantity(`the maximum ${maximum} is below the minimum ${minimum}`, minimum, maximum);
  }
}

function badQuantity(message: string, minimum: number, maximum: number | null): TierctlError {
  return badProductQuantity(message, minimum, maximum, MOST_OF_A_PRODUCT);
}

/** Throws `refused` (`item-not-package`). */
export function checkIsPackage({ articleNumber }: Item, kind: string): void {
  if (kind === 'package') return;
  throw itemNotPackage(
    articleNumber,
    kind,
    `is ${kind === 'extension' ? 'an' : 'a'} ${kind}, not a package`,
    'only packages are made of products',
  );
}

/** Whether the item can be put into the package. Throws `refused` (`product-is-package`, `item-not-product`, `item-inactive`). */
export function checkFitsInPackage(
  packageItem: Item,
  { id, articleNumber }: Item,
  { kind, active }: Pick<ItemProfile, 'kind' | 'active'>,
): void {
  if (id === packageItem.id) throw productIsPackage(articleNumber);
  if (kind !== 'product') throw itemNotProduct(packageItem.articleNumber, articleNumber, kind);
  if (!active) throw itemInactive(articleNumber);
}

/** Whether the product may be removed from the package. Throws `refused` (`product-in-use`), with what depends on it. */
export function checkRemovable(packageItem: Item, { item }: PackageProduct, usage: ProductUsage): void {
  const { carriedBy, mappedBy, subscriptions } = usage;
  const reasons = [
    ...(carriedBy.length === 0 ? [] : [`its instances are carried over by ${paths(carriedBy)}`]),
    ...(mappedBy.length === 0 ? [] : [`its attributes are carried over by ${paths(mappedBy)}`]),
    ...(subscriptions === 0 ? [] : [`${holders(subscriptions)} instances of it`]),
  ];
  if (reasons.length === 0) return;
  const label = itemLabel(item);
  throw productInUse(
    packageItem.articleNumber,
    label,
    usage,
    `${label} cannot be removed from ${packageItem.articleNumber}: ${reasons.join('; ')}`,
    'take it out of the grids of these paths, and end these components, first; or only set its minimum to 0',
  );
}

/** Whether the maximum may be that low. Throws `refused` (`product-in-use`) if a subscription has more. */
export function checkNewMaximum(packageItem: Item, after: PackageProduct, usage: ProductUsage): void {
  const { item, maximum } = after;
  if (maximum === null || usage.most <= maximum) return;
  const label = itemLabel(item);
  throw productInUse(
    packageItem.articleNumber,
    label,
    usage,
    `${packageItem.articleNumber} cannot have at most ${maximum} of ${label}: a subscription to it has ${usage.most}`,
    'end components of it first, or choose a higher maximum',
  );
}

function paths(names: readonly string[]): string {
  return `the path${names.length === 1 ? '' : 's'} ${names.map((name) => `"${name}"`).join(', ')}`;
}

function holders(subscriptions: number): string {
  return subscriptions === 1 ? '1 active subscription has' : `${subscriptions} active subscriptions have`;
}
