// The grid "Migrate Product Attributes" of the seed.

import { commandLine } from '../command-line.ts';
import {
  attributeTypesDiffer,
  clash,
  type KeyedMapping,
  type MappingPair,
  misfit,
} from '../items/attribute-mapping.ts';
import { itemLabel } from '../items/item-label.ts';
import type { TierctlError } from '../tierctl-error.ts';
import { writeAttributeHolder } from './attribute-holder.ts';
import { type GridSides, holdersOf, requireAttribute, writeHolder } from './grid-side.ts';
import { type AttributeMapping, type AttributeOfItem, byDestination, type ProductMapping } from './path.ts';
import { attributeMappedTwice, attributeNotMapped } from './problems.ts';

export interface AttributeChange {
  readonly map: readonly MappingPair[];
  /** Destination attributes whose mappings are removed. */
  readonly unmap: readonly string[];
  /**
   * Also map every attribute that has the same name at both ends of the path, or in a product and the product that it
   * becomes, if the types allow it, nothing else fills it and this change does not unmap it.
   */
  readonly matching: boolean;
}

/**
 * Applies a change to the existing rows, for the product grid after the change. A new mapping replaces the previous mapping
 * of the attribute. Throws `not-found` (`attribute-not-found`, `attribute-not-mapped`), `conflict`
 * (`attribute-mapped-twice`), `refused` (`attribute-types-differ`, `product-not-in-package`).
 */
export function changeAttributeGrid(
  sides: GridSides,
  current: readonly AttributeMapping[],
  products: readonly ProductMapping[],
  change: AttributeChange,
): AttributeMapping[] {
  const unmapped = change.unmap.map((text) => unmappedBy(sides, current, text));
  const given = givenRows(sides, products, change.map);
  const rows = current.filter(
    (row) =>
      !unmapped.some((to) => isSame(to, row.destination)) &&
      !given.some((one) => isSameRow(one, row) || clashes(one, row, products)),
  );
  rows.push(...given);
  if (change.matching) {
    for (const row of matchingRows(sides, products)) {
      const taken = rows.some((other) => isSameRow(other, row) || clashes(other, row, products));
      if (!taken && !unmapped.some((to) => isSame(to, row.destination))) rows.push(row);
    }
  }
  for (const [index, row] of rows.entries()) {
    const other = rows.slice(0, index).find((one) => clashes(one, row, products));
    if (other !== undefined) throw mappedTwice(endsOf(sides), byLabel(other), byLabel(row));
  }
  return rows.sort(byDestination);
}

function unmappedBy(sides: GridSides, current: readonly AttributeMapping[], text: string): AttributeOfItem {
  const { item, attribute } = requireAttribute(sides.destination, text);
  const to = { item, attribute: attribute.name };
  if (current.some(({ destination }) => isSame(destination, to))) return to;
  const written = writeHolder(sides.destination.item, to);
  throw attributeNotMapped(written);
}

function givenRows(
  sides: GridSides,
  products: readonly ProductMapping[],
  pairs: readonly MappingPair[],
): AttributeMapping[] {
  const given: AttributeMapping[] = [];
  for (const pair of pairs) {
    const row = rowOf(sides, pair);
    const other = given.find((one) => clashes(one, row, products));
    if (other !== undefined) throw mappedTwice(endsOf(sides), byLabel(other), byLabel(row));
    if (!given.some((one) => isSameRow(one, row))) given.push(row);
  }
  return given;
}

function rowOf(sides: GridSides, { source, destination }: MappingPair): AttributeMapping {
  const from = requireAttribute(sides.source, source);
  const to = requireAttribute(sides.destination, destination);
  const why = misfit(from.attribute, to.attribute);
  if (why !== undefined) {
    throw attributeTypesDiffer(
      { item: itemLabel(from.item), attribute: from.attribute.name },
      { item: itemLabel(to.item), attribute: to.attribute.name },
      why,
      { source, destination },
    );
  }
  return {
    source: { item: from.item, attribute: from.attribute.name },
    destination: { item: to.item, attribute: to.attribute.name },
  };
}

/** Attributes with the same name at both ends, then those of each product and the product that it becomes. */
function matchingRows(sides: GridSides, products: readonly ProductMapping[]): AttributeMapping[] {
  const ends = { source: sides.source.item, destination: sides.destination.item };
  return [ends, ...products].flatMap(({ source, destination }) => {
    const from = holdersOf(sides.source).find(({ item }) => item.id === source.id)?.attributes ?? [];
    const to = holdersOf(sides.destination).find(({ item }) => item.id === destination.id)?.attributes ?? [];
    return to
      .filter((one) => from.some((other) => other.name === one.name && misfit(other, one) === undefined))
      .map(({ name }) => ({
        source: { item: source, attribute: name },
        destination: { item: destination, attribute: name },
      }));
  });
}

function clashes(
  one: AttributeMapping,
  other: AttributeMapping,
  products: readonly ProductMapping[],
): boolean {
  return clash(byId(one), byId(other), (source, destination) =>
    products.some((row) => row.source.id === source && row.destination.id === destination),
  );
}

function byId({ source, destination }: AttributeMapping): KeyedMapping {
  return {
    source: { item: source.item.id, attribute: source.attribute },
    destination: { item: destination.item.id, attribute: destination.attribute },
  };
}

function byLabel({ source, destination }: AttributeMapping): KeyedMapping {
  return {
    source: { item: itemLabel(source.item), attribute: source.attribute },
    destination: { item: itemLabel(destination.item), attribute: destination.attribute },
  };
}

function endsOf({ source, destination }: GridSides) {
  return { source: itemLabel(source.item), destination: itemLabel(destination.item) };
}

function isSame(one: AttributeOfItem, other: AttributeOfItem): boolean {
  return one.item.id === other.item.id && one.attribute === other.attribute;
}

function isSameRow(one: AttributeMapping, other: AttributeMapping): boolean {
  return isSame(one.source, other.source) && isSame(one.destination, other.destination);
}

/**
 * The error that two rows fill one attribute of the same instance. Items, and the ends of the path, are named by their labels;
 * `data` is for programs.
 */
export function mappedTwice(
  ends: Readonly<{ source: string; destination: string }>,
  one: KeyedMapping,
  other: KeyedMapping,
): TierctlError {
  const { item: label } = one.destination;
  const to = writeAttributeHolder(one.destination, ends.destination);
  const sources = [
    writeAttributeHolder(one.source, ends.source),
    writeAttributeHolder(other.source, ends.source),
  ] as const;
  // If the two come from different products, the product grid could separate them.
  const couldBoth =
    label !== ends.destination &&
    one.source.item !== other.source.item &&
    [one, other].every(({ source }) => source.item !== ends.source);
  if (!couldBoth) return attributeMappedTwice(to, sources);
  return attributeMappedTwice(
    to,
    sources,
    `: the product grid does not make ${label} of both products`,
    `map both products to ${label} with --map-product, or ${commandLine`--unmap ${to}`}`,
  );
}
