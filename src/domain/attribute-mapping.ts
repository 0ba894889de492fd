// The grid of the seed: "the mapping of custom attributes between the source … and the destination".
import { attributeNotFound } from './attribute-not-found.ts';
import type { ItemReference } from './item.ts';
import type { ItemAttribute } from './item-attribute.ts';
import { itemLabel } from './item-label.ts';
import type { AttributeMapping } from './path.ts';
import { TierctlError } from './tierctl-error.ts';

/** An item as one side of the grid. */
export interface ItemWithAttributes {
  readonly item: ItemReference;
  readonly attributes: readonly ItemAttribute[];
}

/** Names of attributes: the value of `source` goes to `destination`. */
export interface MappingPair {
  readonly source: string;
  readonly destination: string;
}

export interface MappingChange {
  readonly map: readonly MappingPair[];
  /** Destination attributes that shall no longer be mapped. */
  readonly unmap: readonly string[];
  /** Also map every attribute that both sides have under one name, where that is possible and nothing else fills it. */
  readonly matching: boolean;
}

/**
 * Applies a change to the pairs there are. Throws `not-found` (`attribute-not-found`), `conflict` (`attribute-mapped-twice`)
 * where two sources would fill one destination, `refused` (`attribute-types-differ`).
 */
export function changeMapping(
  source: ItemWithAttributes,
  destination: ItemWithAttributes,
  current: readonly MappingPair[],
  { map, unmap, matching }: MappingChange,
): MappingPair[] {
  const pairs = new Map(current.map((pair) => [pair.destination, pair.source]));
  for (const name of unmap) {
    attribute(destination, name);
    if (pairs.delete(name)) continue;
    throw new TierctlError(
      'not-found',
      'attribute-not-mapped',
      `nothing is mapped to the attribute "${name}"`,
      {
        hint: '--unmap takes the name of a destination attribute; path show lists what is mapped',
      },
    );
  }
  const given = new Map<string, string>();
  for (const pair of map) {
    checkFit(source, attribute(source, pair.source), destination, attribute(destination, pair.destination));
    const other = given.get(pair.destination);
    if (other !== undefined && other !== pair.source) throw mappedTwice(pair, other);
    given.set(pair.destination, pair.source);
    pairs.set(pair.destination, pair.source);
  }
  if (matching)
    for (const pair of matchingPairs(source, destination)) {
      if (!pairs.has(pair.destination)) pairs.set(pair.destination, pair.source);
    }
  return [...pairs].map(([to, from]) => ({ source: from, destination: to }));
}

/** A row of the grid: what a destination attribute is filled from when a subscription moves. */
export interface GridRow {
  readonly destination: ItemAttribute;
  /** Null where nothing is mapped to it. */
  readonly source: ItemAttribute | null;
  /** Whether a successor may arrive without a value that its item requires. */
  readonly missing: boolean;
}

/** One row for each attribute of the destination, mapped or not. */
export function mappingGrid(
  source: readonly ItemAttribute[],
  destination: readonly ItemAttribute[],
  mappings: readonly AttributeMapping[],
): GridRow[] {
  const sourceOf = new Map(
    mappings.map((mapping) => [mapping.destination.attribute, mapping.source.attribute]),
  );
  return destination.map((to) => {
    const from = source.find(({ name }) => name === sourceOf.get(to.name)) ?? null;
    return {
      destination: to,
      source: from,
      missing: from === null && to.required && to.defaultValue === null,
    };
  });
}

function matchingPairs(source: ItemWithAttributes, destination: ItemWithAttributes): MappingPair[] {
  return destination.attributes
    .filter((to) => source.attributes.some((from) => from.name === to.name && misfit(from, to) === undefined))
    .map(({ name }) => ({ source: name, destination: name }));
}

function attribute({ item, attributes }: ItemWithAttributes, name: string): ItemAttribute {
  const found = attributes.find((one) => one.name === name);
  if (found !== undefined) return found;
  throw attributeNotFound(item, name, attributes);
}

/** Why values of `from` cannot become values of `to`; undefined where they can. Any value can become a text. */
export function misfit(from: ItemAttribute, to: ItemAttribute): string | undefined {
  if (to.type === 'text') return undefined;
  if (from.type !== to.type) return `a ${from.type} cannot become a ${to.type}`;
  const lost = (from.choices ?? []).filter((choice) => !(to.choices ?? []).includes(choice));
  return to.type === 'choice' && lost.length > 0
    ? `the choice ${lost.join(', ')} is not among its choices`
    : undefined;
}

function checkFit(
  source: ItemWithAttributes,
  from: ItemAttribute,
  destination: ItemWithAttributes,
  to: ItemAttribute,
): void {
  const why = misfit(from, to);
  if (why === undefined) return;
  throw new TierctlError(
    'refused',
    'attribute-types-differ',
    `"${from.name}" of ${itemLabel(source.item)} cannot fill "${to.name}" of ${itemLabel(destination.item)}: ${why}`,
    {
      hint: 'map attributes of the same type, or map to a text',
      data: { source: from.name, destination: to.name },
    },
  );
}

function mappedTwice({ source, destination }: MappingPair, other: string): TierctlError {
  return new TierctlError(
    'conflict',
    'attribute-mapped-twice',
    `"${destination}" cannot be filled from both "${other}" and "${source}"`,
    {
      hint: 'map one source attribute to each destination attribute',
      data: { destination, sources: [other, source] },
    },
  );
}
