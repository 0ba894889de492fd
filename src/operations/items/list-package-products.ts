import type { Session } from '../../database/session.ts';
import type { Item } from '../../domain/items/item.ts';
import { DEFAULT_PROFILE } from '../../domain/items/item-profile.ts';
import { checkIsPackage } from '../../domain/items/package-contents.ts';
import type { PackageProduct } from '../../domain/items/package-product.ts';
import { findProfile } from '../../store/items/item-profiles.ts';
import { requireItem } from '../../store/items/items.ts';
import { findPackageProducts } from '../../store/items/package-products.ts';

export interface ListPackageProductsInput {
  /** Article number or UUID. */
  readonly package: string;
}

export interface ListPackageProductsResult {
  readonly package: Item;
  /** By article number. */
  readonly products: readonly PackageProduct[];
}

/** The products of a package. Throws `not-found`, `refused` (`item-not-package`). */
export async function listPackageProducts(
  session: Session,
  input: ListPackageProductsInput,
): Promise<ListPackageProductsResult> {
  const packageItem = await requireItem(session, input.package);
  checkIsPackage(packageItem, ((await findProfile(session, packageItem.id)) ?? DEFAULT_PROFILE).kind);
  const products = await findPackageProducts(session, [packageItem.id]);
  return { package: packageItem, products: products.get(packageItem.id) ?? [] };
}
