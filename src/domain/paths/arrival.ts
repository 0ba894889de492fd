// What a successor arrives with for sure, and what it may lack. `carried` are the ids of the products that instances are
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

/** Whether instances of the product arrive: of a minimum, or carried over. */
export function arrives({ item, minimum }: PackageProduct, carried: ReadonlySet<string>): boolean {
  return minimum > 0 || carried.has(item.id);
}

/** Whether the item requires a value that neither a mapping nor a default gives. */
export function lacks({ required, defaultValue }: ItemAttribute, isMapped: boolean): boolean {
  return required && defaultValue === null && !isMapped;
}
