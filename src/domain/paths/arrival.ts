// What a successor always has, and what it may lack. `carried` holds the ids of the products that instances are
// carried over to: the destinations of the product grid.
import type { ItemKind } from '../items/item.ts';
import type { ItemAttribute } from '../items/item-attribute.ts';
import type { PackageProduct } from '../items/package-product.ts';

/**
 * "Make sure that there are package products configured to have a minimum required quantity of 1. Otherwise, an empty
 * package will be provisioned to the account."
 */
export function arrivesEmpty(
  kind: ItemKind,
  products: readonly PackageProduct[],
  carried: ReadonlySet<string>,
): boolean {
  return kind === 'package' && carried.size === 0 && products.every(({ minimum }) => minimum === 0);
}

/** Whether the successor has instances of the product, from the minimum or carried over. */
export function arrives({ item, minimum }: PackageProduct, carried: ReadonlySet<string>): boolean {
  return minimum > 0 || carried.has(item.id);
}

/** Whether the item requires a value that neither a mapping nor a default provides. */
export function lacks({ required, defaultValue }: ItemAttribute, isMapped: boolean): boolean {
  return required && defaultValue === null && !isMapped;
}
