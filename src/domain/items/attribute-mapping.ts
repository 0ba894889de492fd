// Which attributes of one item can fill which of another.

import type { TierctlError } from '../tierctl-error.ts';
import { typesDiffer } from './attribute-problems.ts';
import type { ItemReference } from './item.ts';
import type { ItemAttribute } from './item-attribute.ts';

/** An item with its attributes that may be mapped. */
export interface ItemWithAttributes {
  readonly item: ItemReference;
  readonly attributes: readonly ItemAttribute[];
}

/** A row of a grid as a user writes it: attributes as `name` or `PRODUCT:name`, products as article number or UUID. */
export interface MappingPair {
  readonly source: string;
  readonly destination: string;
}

/** A row of a grid: items by their ids, or by the article numbers that a file names them by. */
export interface KeyedMapping {
  readonly source: KeyedAttribute;
  readonly destination: KeyedAttribute;
}

interface KeyedAttribute {
  readonly item: string;
  readonly attribute: string;
}

/**
 * Whether two different rows fill one attribute of the same instance. Rows from two products do not if both products become
 * the product that has the attribute.
 */
export function clash(
  one: KeyedMapping,
  other: KeyedMapping,
  becomes: (source: string, destination: string) => boolean,
): boolean {
  if (!isSameAttribute(one.destination, other.destination)) return false;
  if (one.source.item === other.source.item) return one.source.attribute !== other.source.attribute;
  return [one, other].some(({ source, destination }) => !becomes(source.item, destination.item));
}

function isSameAttribute(one: KeyedAttribute, other: KeyedAttribute): boolean {
  return one.item === other.item && one.attribute === other.attribute;
}

/** Why values of `from` cannot become values of `to`; undefined if they can. Any value can become a text. */
export function misfit(from: ItemAttribute, to: ItemAttribute): string | undefined {
  if (to.type === 'text') return undefined;
  if (from.type !== to.type) return `a ${from.type} cannot become a ${to.type}`;
  const lost = (from.choices ?? []).filter((choice) => !(to.choices ?? []).includes(choice));
  return to.type === 'choice' && lost.length > 0
    ? `the choice ${lost.join(', ')} is not among its choices`
    : undefined;
}

/** The error that `from` cannot fill `to`, with `why`; items by their labels. Adds `data` for programs. */
export function attributeTypesDiffer(
  from: KeyedAttribute,
  to: KeyedAttribute,
  why: string,
  data: Readonly<{ source: string; destination: string }>,
): TierctlError {
  const message = `"${from.attribute}" of ${from.item} cannot fill "${to.attribute}" of ${to.item}: ${why}`;
  return typesDiffer(data.source, data.destination, message);
}
