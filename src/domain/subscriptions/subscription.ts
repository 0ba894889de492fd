import type { ExtensionQuantity } from '../items/extension.ts';
import type { ItemReference } from '../items/item.ts';
import type { AttributeValues } from '../items/item-attribute.ts';
import type { Component } from './component.ts';

export const SUBSCRIPTION_STATUSES = ['active', 'ended'] as const;
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

/** "On End Date" or "From Date" of the seed's Apply Upgrade/Downgrade. */
export const APPLY_RULES = ['on_end_date', 'from_date'] as const;
export type ApplyRule = (typeof APPLY_RULES)[number];

export type PathRule = 'default' | 'override' | 'none';

/** Which path a subscription follows: its item's default, an override, or none. */
export interface FollowedPath {
  readonly rule: PathRule;
  /** The path that the rule selects now; null where there is none, or where a pending change takes precedence. */
  readonly name: string | null;
}

/** A pending change to another item. It takes precedence over any path. */
export interface PendingChange {
  readonly item: ItemReference;
  /** The day the successor starts. */
  readonly on: string;
  /** Whether the successor keeps the end date of the subscription; else its item's term decides, or it has none. */
  readonly keepsEnd: boolean;
}

/** An item provisioned to an account. Dates are `YYYY-MM-DD`; the end date is the last day. */
export interface Subscription {
  readonly account: string;
  readonly number: number;
  /** `ACCOUNT/NUMBER`. */
  readonly address: string;
  readonly item: ItemReference;
  readonly status: SubscriptionStatus;
  readonly startDate: string;
  readonly endDate: string | null;
  readonly path: FollowedPath;
  readonly apply: ApplyRule;
  readonly fromDate: string | null;
  readonly change: PendingChange | null;
  /** The day its successor starts, or would start: that of the change, the from date, or the day after the end date. */
  readonly dueOn: string | null;
  /** The number of the subscription it replaced, in the same account. */
  readonly replaces: number | null;
  /** Unique in its account; where imports find it again. */
  readonly externalId: string | null;
}

/** An external id, and the subscription that has it, as `ACCOUNT/NUMBER`. It also leads to the successors of that one. */
export interface ExternalIdOf {
  readonly externalId: string;
  readonly subscription: string;
}

/** A subscription with the values of its custom attributes, its extensions and its components. */
export interface SubscriptionWithAttributes extends Subscription {
  readonly attributes: AttributeValues;
  /** By article number. */
  readonly extensions: readonly ExtensionQuantity[];
  /** The product instances in a package, ended ones included, by number. */
  readonly components: readonly Component[];
}

/** How a subscription follows its path, if that is not its item's default on its end date. */
export interface PathSchedule {
  readonly path: FollowedPath;
  readonly apply: ApplyRule;
  readonly fromDate: string | null;
}
