// What a package lets its subscriptions have of its products.

import { commandLine } from '../command-line.ts';
import { didYouMean, suggest } from '../suggestion.ts';
import { TierctlError } from '../tierctl-error.ts';
import type { ItemReference } from './item.ts';
import type { ItemAttribute } from './item-attribute.ts';
import { findCalled, itemLabel } from './item-label.ts';
import type { PackageProduct } from './package-product.ts';

/** A product in a package, with what is to know before anybody gets an instance of it. */
export interface ComponentOffer extends PackageProduct {
  /** Whether it is sold: what a package brings along it brings, but nobody is given more of what is not. */
  readonly active: boolean;
  readonly attributes: readonly ItemAttribute[];
}

/** The product of the package that is called so. Throws `refused` (`product-not-in-package`). */
export function requireOffer<Offer extends PackageProduct>(
  whole: ItemReference,
  offers: readonly Offer[],
  product: string,
): Offer {
  const offer = findCalled(offers, product);
  if (offer !== undefined) return offer;
  const label = itemLabel(whole);
  const near = suggest(
    product,
    offers.map(({ item }) => itemLabel(item)),
  );
  const rest = offers.length === 0 ? '; it has none at all' : didYouMean(near);
  throw new TierctlError(
    'refused',
    'product-not-in-package',
    `the package ${label} has no product "${product}"${rest}`,
    {
      hint: `see: ${commandLine`tierctl item show ${label}`}`,
      data: { package: label, product, suggestion: near ?? null },
    },
  );
}

/** Whether a subscription may have so many instances. Throws `refused` (`under-minimum`, `over-maximum`). */
export function checkComponentCount(
  whole: ItemReference,
  { item, minimum, maximum }: PackageProduct,
  count: number,
): void {
  const data = { package: itemLabel(whole), product: itemLabel(item), count, minimum, maximum };
  const hint = `see: ${commandLine`tierctl item show ${itemLabel(whole)}`}`;
  if (count < minimum) {
    const message = `${itemLabel(whole)} has at least ${minimum} of ${itemLabel(item)}; it would be ${count}`;
    throw new TierctlError('refused', 'under-minimum', message, { hint, data });
  }
  if (maximum !== null && count > maximum) {
    const message = `${itemLabel(whole)} has at most ${maximum} of ${itemLabel(item)}; it would be ${count}`;
    throw new TierctlError('refused', 'over-maximum', message, { hint, data });
  }
}

/** Throws `refused` (`item-inactive`) where nobody is given more of the product. */
export function checkOffered({ item, active }: ComponentOffer): void {
  if (active) return;
  const label = itemLabel(item);
  throw new TierctlError('refused', 'item-inactive', `${label} is not active`, {
    hint: `run: ${commandLine`tierctl item set ${label} --active`}`,
    data: { item: label },
  });
}
