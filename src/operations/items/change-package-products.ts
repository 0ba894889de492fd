import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { requireOffer } from '../../domain/items/component-offer.ts';
import { checkFitsInPackage, checkIsPackage, checkQuantities } from '../../domain/items/package-contents.ts';
import { productInPackage } from '../../domain/items/package-problems.ts';
import type { PackageProduct } from '../../domain/items/package-product.ts';
import { requireItem } from '../../store/items/items.ts';
import { editItem, type ItemChange } from './edit-item.ts';
import type { ShownItem } from './read-item.ts';

export interface RemovePackageProductInput {
  /** Article number or UUID. */
  readonly package: string;
  /** Article number or UUID. */
  readonly product: string;
}

export interface AddPackageProductInput extends RemovePackageProductInput {
  readonly minimum: number;
  /** Null where there is no maximum. */
  readonly maximum: number | null;
  /** Keep a product that is already in the package unchanged, instead of failing. */
  readonly ifNotExists: boolean;
}

/** Undefined members stay unchanged. */
export interface UpdatePackageProductInput extends RemovePackageProductInput {
  readonly minimum?: number | undefined;
  /** Null removes the maximum. */
  readonly maximum?: number | null | undefined;
}

/**
 * Adds a product to a package. Existing subscriptions do not change; new ones are provisioned with its minimum.
 * Throws `usage` (`bad-product-quantity`), `not-found`, `conflict` (`product-in-package`), `refused` (`item-not-package`,
 * `product-is-package`, `item-not-product`, `item-inactive`).
 */
export async function addPackageProduct(
  session: Session,
  { package: name, product: productName, minimum, maximum, ifNotExists }: AddPackageProductInput,
): Promise<AuditedResult<ItemChange>> {
  checkQuantities({ minimum, maximum });
  const packageItem = await requireItem(session, name);
  const product = await requireItem(session, productName);
  return editItem(session, [packageItem, product], (before, detailsOf) => {
    checkIsPackage(before, before.kind);
    if (before.products.some(({ item }) => item.id === product.id)) {
      if (ifNotExists) return before;
      throw productInPackage(before.articleNumber, product.articleNumber);
    }
    const details = detailsOf(product);
    checkFitsInPackage(before, product, details);
    const item = { id: details.id, articleNumber: details.articleNumber, name: details.name };
    return { ...before, products: [...before.products, { item, minimum, maximum }] };
  });
}

/**
 * Changes the quantities of a product in a package. A higher minimum applies to new subscriptions only. Throws `usage`
 * (`bad-product-quantity`), `not-found`, `refused` (`item-not-package`, `product-not-in-package`, `product-in-use` where an
 * active subscription has more than the new maximum).
 */
export async function updatePackageProduct(
  session: Session,
  { package: name, product, minimum, maximum }: UpdatePackageProductInput,
): Promise<AuditedResult<ItemChange>> {
  return editItem(session, [await requireItem(session, name)], (before) => {
    const former = offered(before, product);
    const after = {
      item: former.item,
      minimum: minimum ?? former.minimum,
      maximum: maximum === undefined ? former.maximum : maximum,
    };
    checkQuantities(after);
    return { ...before, products: before.products.map((one) => (one === former ? after : one)) };
  });
}

/**
 * Removes a product from a package. Throws `not-found`, `refused` (`item-not-package`, `product-not-in-package`,
 * `product-in-use` where paths or active subscriptions rely on it).
 */
export async function removePackageProduct(
  session: Session,
  { package: name, product }: RemovePackageProductInput,
): Promise<AuditedResult<ItemChange>> {
  return editItem(session, [await requireItem(session, name)], (before) => {
    const former = offered(before, product);
    return { ...before, products: before.products.filter((one) => one !== former) };
  });
}

function offered(packageItem: ShownItem, product: string): PackageProduct {
  checkIsPackage(packageItem, packageItem.kind);
  return requireOffer(packageItem, packageItem.products, product);
}
