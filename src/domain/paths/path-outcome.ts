// The effect of a path's grids on a subscription that moves through it.

import { itemLabel } from '../items/item-label.ts';
import { arrives, arrivesEmpty, lacks } from './arrival.ts';
import { type GridSides, type HeldAttribute, holdersOf } from './grid-side.ts';
import type { AttributeOfItem, PathGrids } from './path.ts';

/** A row of the attribute grid: what a destination attribute is filled from when a subscription moves. */
export interface GridRow {
  readonly destination: HeldAttribute;
  /** Empty if nothing is mapped to it; several if several products become the one that has it. */
  readonly sources: readonly AttributeOfItem[];
  /** Whether a successor lacks a value that its item, or a product in it, requires. */
  readonly missing: boolean;
}

/** One row for each attribute of the destination and of the products in it, mapped or not. */
export function attributeGrid({ destination }: GridSides, { attributes, products }: PathGrids): GridRow[] {
  const carried = carriedTo({ products });
  return holdersOf(destination).flatMap(({ item, attributes: own }) => {
    const product = destination.products.find((one) => one.item.id === item.id);
    return own.map((attribute) => {
      const sources = attributes
        .filter((row) => row.destination.item.id === item.id && row.destination.attribute === attribute.name)
        .map(({ source }) => source);
      const comes = product === undefined || arrives(product, carried);
      return {
        destination: { item, attribute },
        sources,
        missing: comes && lacks(attribute, sources.length > 0),
      };
    });
  });
}

/** A warning: allowed, but probably not intended. */
export interface PathWarning {
  readonly code: 'empty-package' | 'required-attribute-unmapped';
  readonly message: string;
}

export function pathWarnings(sides: GridSides, grids: PathGrids): PathWarning[] {
  const { item, kind, products } = sides.destination;
  const warnings: PathWarning[] = [];
  if (arrivesEmpty(kind, products, carriedTo(grids))) {
    const why = products.length === 0 ? 'it has no products' : 'none of its products has a minimum';
    warnings.push({
      code: 'empty-package',
      message: `${itemLabel(item)} would arrive empty: ${why}, and none is carried over`,
    });
  }
  const missing = attributeGrid(sides, grids).filter((row) => row.missing);
  for (const holder of holdersOf(sides.destination)) {
    const names = missing
      .filter(({ destination }) => destination.item.id === holder.item.id)
      .map(({ destination }) => destination.attribute.name);
    if (names.length === 0) continue;
    warnings.push({
      code: 'required-attribute-unmapped',
      message: `${itemLabel(holder.item)} requires ${names.join(', ')}, and nothing fills it (see --map)`,
    });
  }
  return warnings;
}

function carriedTo({ products }: Pick<PathGrids, 'products'>): ReadonlySet<string> {
  return new Set(products.map(({ destination }) => destination.id));
}
