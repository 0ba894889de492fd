import type { Session } from '../../database/session.ts';
import type { ExtensionOffer, ExtensionUnits } from '../../domain/items/extension.ts';
import type { ServiceAmount } from '../../domain/items/service.ts';
import type { SubscriptionAddress } from '../../domain/subscriptions/subscription-address.ts';
import { findAllowedExtensions } from '../items/item-extensions.ts';
import { findServiceLimits } from '../items/service-limits.ts';
import { listExtensions } from './subscription-extensions.ts';
import { listUsage } from './usage.ts';

/** The input of a fit check: a subscription, and the items that it has or may move to. */
export interface FitFacts {
  readonly held: readonly ExtensionUnits[];
  readonly usage: readonly ServiceAmount[];
  limitsOf(itemId: string): readonly ServiceAmount[];
  offersOf(itemId: string): readonly ExtensionOffer[];
}

/** Reads it in four queries, independent of the number of items. */
export async function readFitFacts(
  session: Session,
  subscription: SubscriptionAddress,
  itemIds: readonly string[],
): Promise<FitFacts> {
  const held = await listExtensions(session, subscription);
  const usage = await listUsage(session, subscription);
  const offers = await findOffers(
    session,
    itemIds,
    held.map(({ item }) => item.id),
  );
  return {
    held: held.map((one) => ({ ...one, gives: offers.limitsOf(one.item.id) })),
    usage,
    ...offers,
  };
}

/** The limits and the allowed extensions of items in two queries; the limits also of `others`. */
export async function findOffers(
  session: Session,
  itemIds: readonly string[],
  others: readonly string[] = [],
): Promise<Pick<FitFacts, 'limitsOf' | 'offersOf'>> {
  const allowed = await findAllowedExtensions(session, [...new Set(itemIds)]);
  const extensionIds = [...allowed.values()].flat().map(({ item }) => item.id);
  const limits = await findServiceLimits(session, [...new Set([...itemIds, ...extensionIds, ...others])]);
  const limitsOf = (itemId: string) => limits.get(itemId) ?? [];
  return {
    limitsOf,
    offersOf: (itemId) =>
      (allowed.get(itemId) ?? []).map((one) => ({ ...one, gives: limitsOf(one.item.id) })),
  };
}
