// "Note that there is a grid for Migrate Products when upgrading/downgrading between two packages."

import type { MappingPair } from '../items/attribute-mapping.ts';
import type { ItemReference } from '../items/item.ts';
import { isCalled, itemLabel } from '../items/item-label.ts';
import { type GridSides, requireProduct } from './grid-side.ts';
import { bySource, type ProductMapping } from './path.ts';
import { productGridNotBetweenPackages, productMappedTwice, productNotMapped } from './problems.ts';

export interface ProductChange {
  readonly mapProducts: readonly MappingPair[];
  /** Source products that are no longer carried over. */
  readonly unmapProducts: readonly string[];
  /** Also map every product that both packages have to itself, unless it has another mapping or this change unmaps it. */
  readonly matching: boolean;
}

/**
 * Applies a change to the existing rows: a new mapping of a product replaces its previous one. Throws `refused`
 * (`product-grid-not-between-packages`, `product-not-in-package`), `conflict` (`product-mapped-twice`), `not-found`
 * (`product-not-mapped`).
 */
export function changeProducts(
  sides: GridSides,
  current: readonly ProductMapping[],
  { mapProducts, unmapProducts, matching }: ProductChange,
): ProductMapping[] {
  const between = sides.source.kind === 'package' && sides.destination.kind === 'package';
  if (mapProducts.length + unmapProducts.length > 0 && !between) {
    const side = sides.source.kind === 'package' ? 'destination' : 'source';
    const { item, kind } = sides[side];
    throw productGridNotBetweenPackages(side, itemLabel(item), kind);
  }
  const unmapped = unmapProducts.map((product) => unmappedBy(sides, current, product));
  const given = givenRows(sides, mapProducts);
  const rows = current.filter(
    ({ source }) => !unmapped.some(({ id }) => id === source.id) && !given.some(becomes(source)),
  );
  rows.push(...given);
  if (matching && between) {
    for (const { item } of sides.source.products) {
      const same = sides.destination.products.find((one) => one.item.id === item.id);
      if (same === undefined || rows.some(becomes(item)) || unmapped.some(({ id }) => id === item.id))
        continue;
      rows.push({ source: item, destination: same.item });
    }
  }
  return rows.sort(bySource);
}

/** A row of the product grid: what a product's instances become. */
export interface ProductGridRow {
  readonly source: ItemReference;
  /** Null if they end with the source. */
  readonly destination: ItemReference | null;
}

/** One row for each product of the source; none unless both sides are packages. */
export function productGrid(
  { source, destination }: GridSides,
  mapped: readonly ProductMapping[],
): ProductGridRow[] {
  if (source.kind !== 'package' || destination.kind !== 'package') return [];
  return source.products.map(({ item }) => ({
    source: item,
    destination: mapped.find(becomes(item))?.destination ?? null,
  }));
}

function becomes(product: ItemReference): (row: ProductMapping) => boolean {
  return ({ source }) => source.id === product.id;
}

function unmappedBy({ source }: GridSides, current: readonly ProductMapping[], product: string) {
  const row = current.find((one) => isCalled(one.source, product));
  if (row !== undefined) return row.source;
  const label = itemLabel(requireProduct(source, product).item);
  throw productNotMapped(label);
}

function givenRows({ source, destination }: GridSides, pairs: readonly MappingPair[]): ProductMapping[] {
  const given: ProductMapping[] = [];
  for (const pair of pairs) {
    const from = requireProduct(source, pair.source).item;
    const to = requireProduct(destination, pair.destination).item;
    const other = given.find(becomes(from));
    if (other === undefined) given.push({ source: from, destination: to });
    else if (other.destination.id !== to.id)
      throw productMappedTwice(itemLabel(from), [itemLabel(other.destination), itemLabel(to)]);
  }
  return given;
}
