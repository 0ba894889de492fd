import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { parseDate } from '../../domain/calendar.ts';
import { checkComponentCount } from '../../domain/items/component-offer.ts';
import type { Component } from '../../domain/subscriptions/component.ts';
import {
  checkComponentActive,
  checkComponentEnd,
  hasStarted,
  lastDayOf,
  later,
} from '../../domain/subscriptions/component-dates.ts';
import { findComponentsOf, requireComponent } from '../../domain/subscriptions/find-component.ts';
import type { Subscription } from '../../domain/subscriptions/subscription.ts';
import { findPackageProducts } from '../../store/items/package-products.ts';
import { endComponentRow, findComponents } from '../../store/subscriptions/components.ts';
import { claimSubscriptionAt } from '../../store/subscriptions/find-subscription.ts';
import { withdrawComponents } from '../../store/subscriptions/former-components.ts';
import type { ComponentResult } from './add-component.ts';

export interface EndComponentInput {
  /** `ACCOUNT/NUMBER`. */
  readonly subscription: string;
  readonly component: number;
  /** Its last day; undefined takes today, or the last day of a subscription that is over. */
  readonly on: string | undefined;
  readonly today: string;
}

export interface EndComponentResult extends ComponentResult {
  /** False if it had not started: then it is deleted. */
  readonly started: boolean;
}

/**
 * Ends one component of an active subscription, which keeps the minimum of that product; deletes the component if it has
 * not started. Throws `usage`, `not-found` (subscription, component), `refused` (`subscription-ended`, `component-ended`,
 * `end-before-start`, `component-ends-later`, `component-outside-subscription`, `under-minimum`).
 */
export async function endComponent(
  session: Session,
  { subscription: address, component: number, on, today }: EndComponentInput,
): Promise<AuditedResult<EndComponentResult>> {
  const subscription = await claimSubscriptionAt(session, address);
  const components = await findComponents(session, subscription);
  const before = requireComponent(subscription, components, number);
  checkComponentActive(subscription, before);
  const started = hasStarted(before, subscription, today);
  const withdraws = !started && on === undefined;
  const endDate = on === undefined ? lastDay(subscription, before, today) : parseDate(on);
  if (!withdraws) checkComponentEnd(subscription, before, endDate, today);
  await checkMinimum(session, subscription, components, before);
  if (withdraws) {
    await withdrawComponents(session, subscription, [before]);
    return {
      result: { subscription, component: before, started },
      audit: { before: { subscription, component: before }, after: { subscription, component: null } },
    };
  }
  await endComponentRow(session, subscription, number, endDate);
  const component: Component = { ...before, status: 'ended', endDate };
  return {
    result: { subscription, component, started },
    audit: { before: { subscription, component: before }, after: { subscription, component } },
  };
}

function lastDay(subscription: Subscription, { startDate }: Component, today: string): string {
  const last = lastDayOf(subscription);
  return later(last !== null && last < today ? last : today, startDate);
}

/** A product that is no longer in the package has no minimum. */
async function checkMinimum(
  session: Session,
  { item: packageItem }: Subscription,
  components: readonly Component[],
  { item }: Component,
): Promise<void> {
  const products = await findPackageProducts(session, [packageItem.id]);
  const product = products.get(packageItem.id)?.find((one) => one.item.id === item.id);
  if (product === undefined) return;
  const left = findComponentsOf(components, item).length - 1;
  // The maximum is ignored: it may have been lowered since, and ending a component over it must be possible.
  checkComponentCount(packageItem, { ...product, maximum: null }, left);
}
