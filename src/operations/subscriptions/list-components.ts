import type { Session } from '../../database/session.ts';
import type { Component } from '../../domain/subscriptions/component.ts';
import type { Subscription, SubscriptionStatus } from '../../domain/subscriptions/subscription.ts';
import { findComponents } from '../../store/subscriptions/components.ts';
import { findSubscriptionAt } from '../../store/subscriptions/find-subscription.ts';

export interface ListComponentsInput {
  /** `ACCOUNT/NUMBER`. */
  readonly subscription: string;
  /** Undefined: both. */
  readonly status?: SubscriptionStatus | undefined;
}

export interface ListComponentsResult {
  readonly subscription: Subscription;
  /** By number. */
  readonly components: readonly Component[];
}

/** The components of a subscription. Throws `usage`, `not-found`. */
export async function listComponents(
  session: Session,
  { subscription: address, status }: ListComponentsInput,
): Promise<ListComponentsResult> {
  const subscription = await findSubscriptionAt(session, address);
  const components = await findComponents(session, subscription);
  return {
    subscription,
    components: components.filter((one) => status === undefined || one.status === status),
  };
}
