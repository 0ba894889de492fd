import { type AttributeChange, changeAttributeGrid } from './attribute-grid.ts';
import type { GridSides } from './grid-side.ts';
import type { PathGrids } from './path.ts';
import { changeProducts, type ProductChange } from './product-grid.ts';

export interface GridChange extends AttributeChange, ProductChange {}

export const NO_CHANGE: GridChange = {
  map: [],
  unmap: [],
  mapProducts: [],
  unmapProducts: [],
  matching: false,
};

/**
 * Applies a change to both grids of a path. The product grid comes first: it decides which attributes may have several
 * sources. Throws what changeProducts and changeAttributes throw.
 */
export function changeGrids(sides: GridSides, current: PathGrids, change: GridChange): PathGrids {
  const products = changeProducts(sides, current.products, change);
  return { attributes: changeAttributeGrid(sides, current.attributes, products, change), products };
}
