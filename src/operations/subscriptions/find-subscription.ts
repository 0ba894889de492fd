import type { Session } from '../../database/session.ts';
import type { Subscription } from '../../domain/subscriptions/subscription.ts';
import { parseSubscriptionAddress } from '../../domain/subscriptions/subscription-address.ts';
import { requireAccount } from '../../store/accounts/accounts.ts';
import { claimSubscription, requireSubscription } from '../../store/subscriptions/subscriptions.ts';

/** The subscription at `ACCOUNT/NUMBER`. Throws `usage` (`bad-subscription-address`), `not-found` (account, subscription). */
export async function findSubscriptionAt(session: Session, written: string): Promise<Subscription> {
  const address = parseSubscriptionAddress(written);
  await requireAccount(session, address.account);
  return requireSubscription(session, address);
}

/**
 * As findSubscriptionAt, for a change to it or to what it holds: it is this transaction's own, and as it is from then on.
 * Throws also `refused` (`subscription-ended`).
 */
export async function claimSubscriptionAt(session: Session, written: string): Promise<Subscription> {
  const found = await findSubscriptionAt(session, written);
  await claimSubscription(session, found);
  // Read again: what was read before the claim, somebody else may have changed meanwhile.
  return requireSubscription(session, found);
}
