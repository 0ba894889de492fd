import type { ItemReference } from '../items/item.ts';
import type { AttributeValues } from '../items/item-attribute.ts';
import type { SubscriptionStatus } from './subscription.ts';

/** A product instance inside a subscription to a package. */
export interface Component {
  /** Within its subscription. */
  readonly number: number;
  readonly item: ItemReference;
  readonly status: SubscriptionStatus;
  readonly startDate: string;
  readonly endDate: string | null;
  /** The component of the replaced subscription that it continues; null if it is new. */
  readonly continues: number | null;
  readonly attributes: AttributeValues;
}
