import { commandLine } from '../command-line.ts';
import { itemNotPackage } from '../items/package-problems.ts';
import { componentGivenTwice, noSuchInstance } from './component-problems.ts';
// The components of a new subscription to a package.

import { completeValues } from '../items/attribute-values.ts';
import {
  type ComponentOffer,
  checkComponentCount,
  checkOffered,
  requireOffer,
} from '../items/component-offer.ts';
import type { ItemReference } from '../items/item.ts';
import type { AttributeValues } from '../items/item-attribute.ts';
import { findCalled, itemLabel } from '../items/item-label.ts';
import type { NameValue } from '../name-value.ts';
import type { TierctlError } from '../tierctl-error.ts';
import type { WrittenComponent, WrittenComponentAttribute } from './written-component.ts';

/** A component to create, with all its values. */
export interface NewComponent {
  readonly item: ItemReference;
  readonly attributes: AttributeValues;
}

/**
 * The number of instances of each product from `written`, else its minimum; by product, with the values given for all
 * instances, those given for one of them, and defaults. Throws `refused` (`product-not-in-package`, `under-minimum`,
 * `over-maximum`, `item-inactive`, `attribute-required`), `not-found` (`attribute-not-found`), `usage`
 * (`component-given-twice`, `attribute-given-twice`, `no-such-instance`, `bad-attribute-value`, `bad-date`).
 */
export function newComponents(
  packageItem: ItemReference,
  offers: readonly ComponentOffer[],
  written: readonly WrittenComponent[],
  attributes: readonly WrittenComponentAttribute[],
): NewComponent[] {
  const counts = countEach(packageItem, offers, written);
  const given = attributes.map((attribute) => ({
    ...attribute,
    ...addressee(packageItem, offers, attribute.holder),
  }));
  for (const { offer, instance, holder } of given) {
    checkInstance(holder, offer, instance, counts.get(offer) ?? 0);
  }
  return offers.flatMap((offer) => {
    const own = given.filter((one) => one.offer === offer);
    const count = counts.get(offer) ?? 0;
    return Array.from({ length: count }, (_, index) => {
      const label = count === 1 ? itemLabel(offer.item) : `${itemLabel(offer.item)}/${index + 1}`;
      const values = completeValues(offer.item, offer.attributes, valuesOf(own, index + 1), {
        holder: label,
        option: (name) => commandLine`--component-attribute ${label}:${name}=VALUE`,
      });
      return { item: offer.item, attributes: values };
    });
  });
}

/** Throws `refused` (`item-not-package`) if components are given for an item that is not a package. */
export function refuseComponents(
  item: ItemReference,
  written: readonly WrittenComponent[],
  attributes: readonly WrittenComponentAttribute[],
): void {
  if (written.length === 0 && attributes.length === 0) return;
  throw notPackage(item);
}

export function notPackage(item: ItemReference): TierctlError {
  return itemNotPackage(
    itemLabel(item),
    null,
    'is no package: it has no components',
    'only subscriptions to packages have components; a product has attributes (--attribute)',
  );
}

function countEach(
  packageItem: ItemReference,
  offers: readonly ComponentOffer[],
  written: readonly WrittenComponent[],
): Map<ComponentOffer, number> {
  const counts = new Map(offers.map((offer) => [offer, offer.minimum]));
  const named = new Set<ComponentOffer>();
  for (const { product, count } of written) {
    const offer = requireOffer(packageItem, offers, product);
    // The article number and the UUID of one product count as a duplicate.
    if (named.has(offer)) throw componentGivenTwice(product);
    named.add(offer);
    checkComponentCount(packageItem, offer, count);
    if (count > offer.minimum) checkOffered(offer);
    counts.set(offer, count);
  }
  return counts;
}

interface Addressee {
  readonly offer: ComponentOffer;
  /** Null for all instances. */
  readonly instance: number | null;
}

type GivenValue = NameValue & Addressee;

/** An article number may also end in a slash and digits: the whole text is tried first. */
function addressee(packageItem: ItemReference, offers: readonly ComponentOffer[], holder: string): Addressee {
  const exact = findCalled(offers, holder);
  if (exact !== undefined) return { offer: exact, instance: null };
  const [, product, digits] = /^(.+)\/(\d{1,9})$/.exec(holder) ?? [];
  if (product === undefined) return { offer: requireOffer(packageItem, offers, holder), instance: null };
  return { offer: requireOffer(packageItem, offers, product), instance: Number(digits) };
}

function checkInstance(
  holder: string,
  { item }: ComponentOffer,
  instance: number | null,
  count: number,
): void {
  if (instance === null ? count > 0 : instance >= 1 && instance <= count) return;
  throw noSuchInstance(holder, itemLabel(item), count);
}

/** A value for one instance overrides the value for all. */
function valuesOf(given: readonly GivenValue[], instance: number): NameValue[] {
  const own = given.filter((one) => one.instance === instance);
  const shared = given.filter((one) => one.instance === null && !own.some(({ name }) => name === one.name));
  return [...shared, ...own];
}
