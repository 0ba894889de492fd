import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { parseDate } from '../../domain/calendar.ts';
import { commandLine } from '../../domain/command-line.ts';
import { completeValues } from '../../domain/items/attribute-values.ts';
import { checkComponentCount, checkOffered, requireOffer } from '../../domain/items/component-offer.ts';
import { itemLabel } from '../../domain/items/item-label.ts';
import type { NameValue } from '../../domain/name-value.ts';
import type { Component } from '../../domain/subscriptions/component.ts';
import { checkComponentStart, later } from '../../domain/subscriptions/component-dates.ts';
import { findComponentsOf, requireComponent } from '../../domain/subscriptions/find-component.ts';
import { notPackage } from '../../domain/subscriptions/new-components.ts';
import type { Subscription } from '../../domain/subscriptions/subscription.ts';
import { readOffers } from '../../store/items/component-offers.ts';
import { ensureProfile } from '../../store/items/item-profiles.ts';
import { findComponents, insertComponents } from '../../store/subscriptions/components.ts';
import { claimSubscriptionAt } from '../../store/subscriptions/find-subscription.ts';
import { lastFormerNumber } from '../../store/subscriptions/former-components.ts';

export interface AddComponentInput {
  /** `ACCOUNT/NUMBER`. */
  readonly subscription: string;
  /** Article number or UUID. */
  readonly product: string;
  /** First day; undefined takes today, or the start of a subscription that has not started. */
  readonly start: string | undefined;
  readonly today: string;
  readonly attributes: readonly NameValue[];
}

export interface ComponentResult {
  readonly subscription: Subscription;
  readonly component: Component;
}

/**
 * Adds an instance of a product to an active subscription to a package, under its next component number. Throws
 * `usage`, `not-found` (subscription, attribute), `refused` (`subscription-ended`, `item-not-package`,
 * `product-not-in-package`, `item-inactive`, `over-maximum`, `component-outside-subscription`, `attribute-required`).
 */
export async function addComponent(
  session: Session,
  { subscription: address, product, start, today, attributes: given }: AddComponentInput,
): Promise<AuditedResult<ComponentResult>> {
  const subscription = await claimSubscriptionAt(session, address);
  const { item: packageItem } = subscription;
  if ((await ensureProfile(session, packageItem.id)).kind !== 'package') throw notPackage(packageItem);
  const offer = requireOffer(packageItem, await readOffers(session, packageItem.id), product);
  checkOffered(offer);
  const components = await findComponents(session, subscription);
  checkComponentCount(
    packageItem,
    { ...offer, minimum: 0 },
    findComponentsOf(components, offer.item).length + 1,
  );
  const startDate = start === undefined ? later(today, subscription.startDate) : parseDate(start);
  checkComponentStart(subscription, startDate, today);
  const attributes = completeValues(offer.item, offer.attributes, given, {
    holder: itemLabel(offer.item),
    option: (name) => commandLine`--attribute ${name}=VALUE`,
  });
  const number = Math.max(components.at(-1)?.number ?? 0, await lastFormerNumber(session, subscription)) + 1;
  await insertComponents(session, subscription, [{ number, item: offer.item, startDate, attributes }]);
  const component = requireComponent(subscription, await findComponents(session, subscription), number);
  return {
    result: { subscription, component },
    audit: { before: null, after: { subscription, component } },
  };
}
