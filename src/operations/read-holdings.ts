import type { Session } from '../database/session.ts';
import type { Subscription, SubscriptionWithAttributes } from '../domain/subscription.ts';
import { listComponents } from '../store/components.ts';
import { listValues } from '../store/subscription-attributes.ts';
import { listExtensions } from '../store/subscription-extensions.ts';

/** A subscription with all that it holds. */
export async function readHoldings(
  session: Session,
  subscription: Subscription,
): Promise<SubscriptionWithAttributes> {
  return {
    ...subscription,
    attributes: await listValues(session, subscription),
    extensions: await listExtensions(session, subscription),
    components: await listComponents(session, subscription),
  };
}
