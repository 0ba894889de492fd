import { isDeepStrictEqual } from 'node:util';
import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { rowsBetweenItems } from '../../domain/catalogue/diff/effective-rows.ts';
import { commandLine } from '../../domain/command-line.ts';
import { requireOffer } from '../../domain/items/component-offer.ts';
import {
  checkFitsInPackage,
  checkIsPackage,
  checkNewMaximum,
  checkQuantities,
  checkRemovable,
} from '../../domain/items/package-contents.ts';
import { TierctlError } from '../../domain/tierctl-error.ts';
import { type CatalogueEffect, NO_EFFECT } from '../../domain/transitions/catalogue-effect.ts';
import { readWrittenEffect } from '../../store/catalogue/read-effect.ts';
import { claimProfile } from '../../store/items/item-profiles.ts';
import { requireItem } from '../../store/items/items.ts';
import { readProductUsage } from '../../store/items/package-product-usage.ts';
import {
  deletePackageProduct,
  insertPackageProduct,
  savePackageProduct,
} from '../../store/items/package-products.ts';
import { readItem, type ShownItem } from './read-item.ts';

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

export interface PackageProductsResult {
  readonly before: ShownItem;
  readonly item: ShownItem;
  /** Its effect on existing subscriptions. */
  readonly effect: CatalogueEffect;
}

/**
 * Adds a product to a package. Existing subscriptions do not change; new ones are provisioned with its minimum.
 * Throws `usage` (`bad-product-quantity`), `not-found`, `conflict` (`product-in-package`), `refused` (`item-not-package`,
 * `product-is-package`, `item-not-product`, `item-inactive`).
 */
export async function addPackageProduct(
  session: Session,
  { package: name, product: productName, minimum, maximum, ifNotExists }: AddPackageProductInput,
): Promise<AuditedResult<PackageProductsResult>> {
  checkQuantities({ minimum, maximum });
  const before = await claimPackage(session, name);
  const product = await requireItem(session, productName);
  if (before.products.some(({ item }) => item.id === product.id)) {
    if (!ifNotExists) throw productInPackage(before, product.articleNumber);
    return { result: { before, item: before, effect: NO_EFFECT }, audit: undefined };
  }
  // A package in itself must not be claimed twice. The claim also stops a concurrent change of the product's kind.
  const profile = product.id === before.id ? before : await claimProfile(session, product);
  checkFitsInPackage(before, product, profile);
  await insertPackageProduct(session, before.id, { item: product, minimum, maximum });
  return conclude(session, before);
}

/**
 * Changes the quantities of a product in a package. A higher minimum applies to new subscriptions only. Throws `usage`
 * (`bad-product-quantity`), `not-found`, `refused` (`item-not-package`, `product-not-in-package`, `product-in-use` where an
 * active subscription has more than the new maximum).
 */
export async function updatePackageProduct(
  session: Session,
  { package: name, product, minimum, maximum }: UpdatePackageProductInput,
): Promise<AuditedResult<PackageProductsResult>> {
  const before = await claimPackage(session, name);
  const former = requireOffer(before, before.products, product);
  const after = {
    item: former.item,
    minimum: minimum ?? former.minimum,
    maximum: maximum === undefined ? former.maximum : maximum,
  };
  checkQuantities(after);
  if (after.maximum !== former.maximum) {
    checkNewMaximum(before, after, await readProductUsage(session, before.id, former.item.id));
  }
  await savePackageProduct(session, before.id, after);
  return conclude(session, before);
}

/**
 * Removes a product from a package. Throws `not-found`, `refused` (`item-not-package`, `product-not-in-package`,
 * `product-in-use` where paths or active subscriptions rely on it).
 */
export async function removePackageProduct(
  session: Session,
  { package: name, product }: RemovePackageProductInput,
): Promise<AuditedResult<PackageProductsResult>> {
  const before = await claimPackage(session, name);
  const former = requireOffer(before, before.products, product);
  checkRemovable(before, former, await readProductUsage(session, before.id, former.item.id));
  await deletePackageProduct(session, before.id, former.item.id);
  return conclude(session, before);
}

/** Read after the claim, so that no other transaction changes the result. */
async function claimPackage(session: Session, name: string): Promise<ShownItem> {
  const item = await requireItem(session, name);
  checkIsPackage(item, (await claimProfile(session, item)).kind);
  return readItem(session, item.id);
}

async function conclude(session: Session, before: ShownItem): Promise<AuditedResult<PackageProductsResult>> {
  const item = await readItem(session, before.id);
  return {
    result: { before, item, effect: await readWrittenEffect(session, rowsBetweenItems(before, item)) },
    audit: isDeepStrictEqual(before, item) ? undefined : { before, after: item },
  };
}

function productInPackage({ articleNumber }: ShownItem, product: string): TierctlError {
  const command = commandLine`tierctl item product update ${articleNumber} ${product}`;
  return new TierctlError('conflict', 'product-in-package', `${product} is in ${articleNumber} already`, {
    hint: `change it with ${command}, or pass --if-not-exists`,
    data: { package: articleNumber, product },
  });
}
