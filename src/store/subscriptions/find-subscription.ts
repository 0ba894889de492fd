import type { Session } from '../../database/session.ts';
import type { Subscription } from '../../domain/subscriptions/subscription.ts';
import {
  parseSubscriptionAddress,
  type SubscriptionAddress,
} from '../../domain/subscriptions/subscription-address.ts';
import { requireAccount } from '../accounts/accounts.ts';
import { claimSubscription, requireSubscription } from './subscriptions.ts';

/**
 * `ACCOUNT/NUMBER` with the account's id as it is stored. Throws `usage` (`bad-subscription-address`), `not-found`
 * (`account-not-found`).
 */
export async function requireAddress(session: Session, written: string): Promise<SubscriptionAddress> {
  const { account, number } = parseSubscriptionAddress(written);
  return { account: (await requireAccount(session, account)).id, number };
}

/** The subscription at `ACCOUNT/NUMBER`. Throws `usage` (`bad-subscription-address`), `not-found` (account, subscription). */
export async function findSubscriptionAt(session: Session, written: string): Promise<Subscription> {
  return requireSubscription(session, await requireAddress(session, written));
}

/**
 * Like findSubscriptionAt, for a change to it or to what it holds: claims it for this transaction and reads it after that.
 * Also throws `refused` (`subscription-ended`).
 */
export async function claimSubscriptionAt(session: Session, written: string): Promise<Subscription> {
  const found = await findSubscriptionAt(session, written);
  await claimSubscription(session, found);
  // Read again: another transaction may have changed it between the first read and the claim.
  return requireSubscription(session, found);
}
