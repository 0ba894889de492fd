// What a path does not carry over, from the catalogue alone: subscriptions lose it when they move.
import type { AllowedExtension } from '../items/extension.ts';
import type { ItemReference } from '../items/item.ts';
import { formatTerm, type Term } from '../term.ts';
import { type GridSides, holdersOf } from './grid-side.ts';
import type { AttributeOfItem, PathGrids } from './path.ts';

export interface PathLosses {
  /** Extensions of which the source allows more than the destination: `kept` of them are carried over. */
  readonly extensions: readonly { readonly item: ItemReference; readonly kept: number }[];
  /** Products of the source package whose instances nothing continues. */
  readonly products: readonly ItemReference[];
  /** Attributes of the source, and of carried-over products, whose values are not carried over. */
  readonly attributes: readonly AttributeOfItem[];
  /** The term that gives a successor its end date, such as `P3M`; null where it has none. Other end dates are not kept. */
  readonly successorTerm: string | null;
}

export interface AllowedSides {
  readonly source: readonly AllowedExtension[];
  readonly destination: readonly AllowedExtension[];
}

export function pathLosses(
  sides: GridSides,
  grids: PathGrids,
  allowed: AllowedSides,
  term: Term | null,
): PathLosses {
  const products = sides.source.products.map(({ item }) => item).filter((item) => !isCarried(item, grids));
  const ending = new Set(products.map(({ id }) => id));
  return {
    extensions: allowed.source.flatMap(({ item, maximumQuantity }) => {
      const kept = keptOf(item, allowed.destination);
      return kept < (maximumQuantity ?? Number.POSITIVE_INFINITY) ? [{ item, kept }] : [];
    }),
    products,
    attributes: holdersOf(sides.source)
      .filter(({ item }) => !ending.has(item.id))
      .flatMap(({ item, attributes }) =>
        attributes
          .map(({ name }) => ({ item, attribute: name }))
          .filter((one) => !grids.attributes.some(({ source }) => isSame(source, one))),
      ),
    successorTerm: term === null ? null : formatTerm(term),
  };
}

function isCarried({ id }: ItemReference, { products }: PathGrids): boolean {
  return products.some(({ source }) => source.id === id);
}

function keptOf({ id }: ItemReference, allowed: readonly AllowedExtension[]): number {
  const same = allowed.find(({ item }) => item.id === id);
  return same === undefined ? 0 : (same.maximumQuantity ?? Number.POSITIVE_INFINITY);
}

function isSame(one: AttributeOfItem, other: AttributeOfItem): boolean {
  return one.item.id === other.item.id && one.attribute === other.attribute;
}
