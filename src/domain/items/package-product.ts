import type { ItemReference } from './item.ts';
import { byLabel } from './item-label.ts';

/**
 * A product in a package. "Make sure that there are package products configured to have a minimum required quantity of 1.
 * Otherwise, an empty package will be provisioned to the account."
 */
export interface PackageProduct {
  readonly item: ItemReference;
  /** How many instances a subscription to the package has at least; 0 makes it optional. */
  readonly minimum: number;
  /** At most; null where there is no maximum. */
  readonly maximum: number | null;
}

/** A UUID apart, a catalogue has one order on every engine: by article number. */
export function byArticleNumber({ item: one }: PackageProduct, { item: other }: PackageProduct): number {
  return byLabel(one, other);
}
