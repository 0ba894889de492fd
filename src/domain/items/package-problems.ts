import { commandLine } from '../command-line.ts';
import { problem } from '../problem.ts';
import type { TierctlError } from '../tierctl-error.ts';
import type { ProductUsage } from './package-contents.ts';

/** The item is no package, so it has no products or components. Fix: name a package. */
export function itemNotPackage(
  item: string,
  /** Null where it does not matter. */
  kind: string | null,
  why: string,
  hint: string,
): TierctlError {
  return problem('refused', 'item-not-package', `${item} ${why}`, { hint, data: { item, kind } });
}

/** A package can hold products only. Fix: name a product; `item list --kind product` lists them. */
export function itemNotProduct(packageItem: string, product: string, kind: string): TierctlError {
  const message = `${product} is ${kind === 'extension' ? 'an' : 'a'} ${kind}; a package is made of products`;
  return problem('refused', 'item-not-product', message, {
    hint: 'see: tierctl item list --kind product',
    data: { package: packageItem, product, kind },
  });
}

/** A package cannot be in itself. Fix: name an item of kind product. */
export function productIsPackage(item: string): TierctlError {
  return problem('refused', 'product-is-package', `${item} cannot be in itself`, {
    hint: 'name an item of kind product',
    data: { package: item, product: item },
  });
}

/** The product is in the package. Fix: change it with `item product update`, or pass `--if-not-exists`. */
export function productInPackage(packageItem: string, product: string): TierctlError {
  const command = commandLine`tierctl item product update ${packageItem} ${product}`;
  return problem('conflict', 'product-in-package', `${product} is in ${packageItem} already`, {
    hint: `change it with ${command}, or pass --if-not-exists`,
    data: { package: packageItem, product },
  });
}

/** The package has no such product. Fix: correct the name; `item show` lists the products. */
export function productNotInPackage(
  packageItem: string,
  product: string,
  message: string,
  hint?: string,
  near?: string,
): TierctlError {
  return problem('refused', 'product-not-in-package', message, {
    hint,
    data: { package: packageItem, product, suggestion: near ?? null },
  });
}

/** Subscriptions or paths rely on the product in the package. Fix: first end these components, and unmap the product. */
export function productInUse(
  packageItem: string,
  product: string,
  { carriedBy, mappedBy, subscriptions, most }: ProductUsage,
  message: string,
  hint: string,
): TierctlError {
  return problem('refused', 'product-in-use', message, {
    hint,
    data: { package: packageItem, product, carriedBy, mappedBy, subscriptions, most },
  });
}

/** Minimum or maximum of a product in a package is out of range. Fix: give whole numbers, the minimum not above the maximum. */
export function badProductQuantity(
  message: string,
  minimum: number,
  maximum: number | null,
  most: number,
): TierctlError {
  return problem('usage', 'bad-product-quantity', message, {
    hint: `both are whole numbers from 0 to ${most}, the minimum not above the maximum`,
    data: { minimum, maximum },
  });
}

/** How many of a product a subscription to a package would have. */
interface CountOfProduct {
  readonly package: string;
  readonly product: string;
  readonly count: number;
  readonly minimum: number;
  readonly maximum: number | null;
}

/** A subscription would have fewer of a product than its package has. Fix: choose a number within the limits of the package. */
export function underMinimum(counted: CountOfProduct): TierctlError {
  const { package: label, product, count, minimum, maximum } = counted;
  const message = `${label} has at least ${minimum} of ${product}; this would make ${count}`;
  return problem('refused', 'under-minimum', message, {
    hint: `see: ${commandLine`tierctl item show ${label}`}`,
    data: { package: label, product, count, minimum, maximum },
  });
}

/** A subscription would have more of a product than its package allows. Fix: choose a number within the limits of the package. */
export function overMaximum(
  message: string,
  hint: string | undefined,
  /** Null where only the subscription is known. */
  counted: CountOfProduct | null,
  subscription: string | null = null,
): TierctlError {
  return problem('refused', 'over-maximum', message, {
    hint,
    data: {
      subscription,
      package: counted?.package ?? null,
      product: counted?.product ?? null,
      count: counted?.count ?? null,
      minimum: counted?.minimum ?? null,
      maximum: counted?.maximum ?? null,
    },
  });
}
