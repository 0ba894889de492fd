import type { AllowedExtension } from './extension.ts';
import type { Item, ItemKind } from './item.ts';
import type { ItemAttribute } from './item-attribute.ts';
import type { PackageProduct } from './package-product.ts';
import type { RenewalPeriod } from './renewal-period.ts';
import type { ServiceAmount } from './service.ts';

/** An item with the details that fit on one line. */
export interface ItemSummary extends Item {
  readonly kind: ItemKind;
  readonly active: boolean;
  /** As an ISO 8601 period, such as `P3M`. */
  readonly term: string | null;
  /** The name of the path its subscriptions follow by default. */
  readonly defaultPath: string | null;
  readonly renewalPeriods: readonly RenewalPeriod[];
}

/** An item with all of its details. */
export interface ItemDetails extends ItemSummary {
  readonly attributes: readonly ItemAttribute[];
  /** The products of a package, by article number; empty for other kinds. */
  readonly products: readonly PackageProduct[];
  /** Its service limits, by service; for an extension, what one unit adds to the limits. */
  readonly services: readonly ServiceAmount[];
  /** Extensions that may be added to subscriptions to it, by article number. */
  readonly extensions: readonly AllowedExtension[];
}
