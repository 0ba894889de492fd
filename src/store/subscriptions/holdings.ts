import type { Session } from '../../database/session.ts';
import type { Subscription, SubscriptionWithAttributes } from '../../domain/subscriptions/subscription.ts';
import { findComponents } from './components.ts';
import { listValues } from './subscription-attributes.ts';
import { listExtensions } from './subscription-extensions.ts';

/** A subscription with everything that it holds. */
export async function readHoldings(
  session: Session,
  subscription: Subscription,
): Promise<SubscriptionWithAttributes> {
  return {
    ...subscription,
    attributes: await listValues(session, subscription),
    extensions: await listExtensions(session, subscription),
    components: await findComponents(session, subscription),
  };
}
