import type { Session } from '../database/session.ts';
import type { Subscription } from '../domain/subscription.ts';
import { parseSubscriptionAddress } from '../domain/subscription-address.ts';
import { requireAccount } from '../store/accounts.ts';
import { requireSubscription } from '../store/subscriptions.ts';

/** The subscription at `ACCOUNT/NUMBER`. Throws `usage` (`bad-subscription-address`), `not-found` (account, subscription). */
export async function findSubscriptionAt(session: Session, written: string): Promise<Subscription> {
  const address = parseSubscriptionAddress(written);
  await requireAccount(session, address.account);
  return requireSubscription(session, address);
}
