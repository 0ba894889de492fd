import { isDeepStrictEqual } from 'node:util';
import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import type { ExtensionQuantity, WrittenExtension } from '../../domain/items/extension.ts';
import { findCalled } from '../../domain/items/item-label.ts';
import { extensionGivenTwice } from '../../domain/items/problems.ts';
import type { Balance } from '../../domain/subscriptions/fit.ts';
import { checkQuantity, notAllowed } from '../../domain/subscriptions/fit-options.ts';
import type { Subscription } from '../../domain/subscriptions/subscription.ts';
import { claimSubscriptionAt } from '../../store/subscriptions/find-subscription.ts';
import { findOffers } from '../../store/subscriptions/fit.ts';
import { listExtensions, saveExtensions } from '../../store/subscriptions/subscription-extensions.ts';
import { readBalance } from './show-usage.ts';

export interface SetSubscriptionExtensionsInput {
  /** `ACCOUNT/NUMBER`. */
  readonly subscription: string;
  /** The new quantity of each; 0 removes it. Extensions that are not named stay unchanged. */
  readonly extensions: readonly WrittenExtension[];
}

export interface SetSubscriptionExtensionsResult {
  readonly subscription: Subscription;
  readonly before: readonly ExtensionQuantity[];
  readonly extensions: readonly ExtensionQuantity[];
  /** Usage and limits, including the extensions. */
  readonly usage: readonly Balance[];
}

/**
 * Sets the quantities of a subscription's extensions. Fewer are always allowed; more only of active extensions that its
 * item allows. Throws `usage` (`extension-given-twice`), `not-found`, `refused` (`subscription-ended`,
 * `extension-not-allowed`, `extension-inactive`, `extension-maximum`).
 */
export async function setSubscriptionExtensions(
  session: Session,
  input: SetSubscriptionExtensionsInput,
): Promise<AuditedResult<SetSubscriptionExtensionsResult>> {
  const subscription = await claimSubscriptionAt(session, input.subscription);
  const before = await listExtensions(session, subscription);
  await saveExtensions(session, subscription, await resolve(session, subscription, before, input.extensions));
  const extensions = await listExtensions(session, subscription);
  const result = { subscription, before, extensions, usage: await readBalance(session, subscription) };
  if (isDeepStrictEqual(before, extensions)) return { result, audit: undefined };
  return {
    result,
    audit: { before: { subscription, extensions: before }, after: { subscription, extensions } },
  };
}

async function resolve(
  session: Session,
  { item }: Subscription,
  held: readonly ExtensionQuantity[],
  written: readonly WrittenExtension[],
): Promise<ExtensionQuantity[]> {
  const offers = (await findOffers(session, [item.id])).offersOf(item.id);
  const wanted: ExtensionQuantity[] = [];
  for (const { extension, quantity } of written) {
    // Existing units may be removed, whether its item still allows the extension or not.
    const had = findCalled(held, extension);
    const offer = findCalled(offers, extension);
    if (offer !== undefined) checkQuantity(item, offer, had?.quantity ?? 0, quantity);
    else if (had === undefined || quantity > had.quantity) throw notAllowed(item, extension, offers);
    const found = offer?.item ?? had?.item;
    if (found === undefined) throw notAllowed(item, extension, offers);
    if (wanted.some((one) => one.item.id === found.id)) throw extensionGivenTwice(extension);
    wanted.push({ item: found, quantity });
  }
  return wanted;
}
