// How many of its products a package allows its subscriptions to have.

import { commandLine } from '../command-line.ts';
import { didYouMean, suggest } from '../suggestion.ts';
import type { ItemReference } from './item.ts';
import type { ItemAttribute } from './item-attribute.ts';
import { findCalled, itemLabel } from './item-label.ts';
import { overMaximum, productNotInPackage, underMinimum } from './package-problems.ts';
import type { PackageProduct } from './package-product.ts';
import { itemInactive } from './problems.ts';

/** A product in a package, with what must be known before a subscription gets an instance of it. */
export interface ComponentOffer extends PackageProduct {
  /** Whether it is sold: a package still includes its minimum of an inactive product, but no more can be added. */
  readonly active: boolean;
  readonly attributes: readonly ItemAttribute[];
}

/** The product of the package with that name. Throws `refused` (`product-not-in-package`). */
export function requireOffer<Offer extends PackageProduct>(
  packageItem: ItemReference,
  offers: readonly Offer[],
  product: string,
): Offer {
  const offer = findCalled(offers, product);
  if (offer !== undefined) return offer;
  const label = itemLabel(packageItem);
  const near = suggest(
    product,
    offers.map(({ item }) => itemLabel(item)),
  );
  const rest = offers.length === 0 ? '; it has none at all' : didYouMean(near);
  throw productNotInPackage(
    label,
    product,
    `the package ${label} has no product "${product}"${rest}`,
    `see: ${commandLine`tierctl item show ${label}`}`,
    near,
  );
}

/** Whether a subscription may have that number of instances. Throws `refused` (`under-minimum`, `over-maximum`). */
export function checkComponentCount(
  packageItem: ItemReference,
  { item, minimum, maximum }: PackageProduct,
  count: number,
): void {
  const counted = { package: itemLabel(packageItem), product: itemLabel(item), count, minimum, maximum };
  if (count < minimum) throw underMinimum(counted);
  if (maximum === null || count <= maximum) return;
  const message = `${counted.package} has at most ${maximum} of ${counted.product}; this would make ${count}`;
  throw overMaximum(message, `see: ${commandLine`tierctl item show ${counted.package}`}`, counted);
}

/** Throws `refused` (`item-inactive`) if the product is no longer sold. */
export function checkOffered({ item, active }: ComponentOffer): void {
  if (!active) throw itemInactive(itemLabel(item));
}
