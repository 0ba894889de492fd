import type { ItemReference } from './item.ts';
import { byLabel } from './item-label.ts';

/**
 * A product in a package. "Make sure that there are package products configured to have a minimum required quantity of 1.
 * Otherwise, an empty package will be provisioned to the account."
 */
export interface PackageProduct {
  readonly item: ItemReference;
  /** The minimum number of instances in a subscription to the package; 0 makes the product optional. */
  readonly minimum: number;
  /** The maximum number of instances; null where unlimited. */
  readonly maximum: number | null;
}

/** The same order on every engine, except for UUIDs: by article number. */
export function byArticleNumber({ item: one }: PackageProduct, { item: other }: PackageProduct): number {
  return byLabel(one, other);
}
