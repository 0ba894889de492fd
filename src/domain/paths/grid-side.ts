// "If the source or destination is a package, the grid is expanded to include the custom attributes of the packages as well
// as package products with custom attributes."

import type { ItemWithAttributes } from '../items/attribute-mapping.ts';
import { attributeNotFound } from '../items/attribute-not-found.ts';
import { requireOffer } from '../items/component-offer.ts';
import type { ItemKind, ItemReference } from '../items/item.ts';
import { findAttribute, type ItemAttribute } from '../items/item-attribute.ts';
import { isCalled, itemLabel } from '../items/item-label.ts';
import { productNotInPackage } from '../items/package-problems.ts';
import type { PackageProduct } from '../items/package-product.ts';
import { parseAttributeHolder, writeAttributeHolder } from './attribute-holder.ts';
import type { AttributeOfItem } from './path.ts';

export interface GridProduct extends PackageProduct, ItemWithAttributes {}

/** One side of a path, with everything that its grids can name. */
export interface GridSide extends ItemWithAttributes {
  readonly kind: ItemKind;
  /** The products of a package, by article number. */
  readonly products: readonly GridProduct[];
}

export interface GridSides {
  readonly source: GridSide;
  readonly destination: GridSide;
}

export interface HeldAttribute {
  readonly item: ItemReference;
  readonly attribute: ItemAttribute;
}

/** The side's own item and the products in it. */
export function holdersOf(side: GridSide): readonly ItemWithAttributes[] {
  return [side, ...side.products];
}

/**
 * The attribute that is written `name` or `PRODUCT:name`. Throws `not-found` (`attribute-not-found`), `refused`
 * (`product-not-in-package`), `usage` (`bad-attribute-name`).
 */
export function requireAttribute(side: GridSide, text: string): HeldAttribute {
  const named = parseAttributeHolder(text, itemLabel(side.item));
  const { item, attributes } = isCalled(side.item, named.item) ? side : requireProduct(side, named.item);
  const attribute = findAttribute(attributes, named.attribute);
  if (attribute === undefined) throw attributeNotFound(item, named.attribute, attributes);
  return { item, attribute };
}

/** The product in the package with that name. Throws `refused` (`product-not-in-package`). */
export function requireProduct(side: GridSide, product: string): GridProduct {
  if (side.kind === 'package') return requireOffer(side.item, side.products, product);
  const label = itemLabel(side.item);
  throw productNotInPackage(
    label,
    product,
    `${label} is no package, so there is no product "${product}" in it`,
    `write an attribute of ${label} as its name alone`,
  );
}

/** In the syntax of requireAttribute for that side of a path. */
export function writeHolder(own: ItemReference, { item, attribute }: AttributeOfItem): string {
  return writeAttributeHolder({ item: itemLabel(item), attribute }, itemLabel(own));
}
