import type { Session } from '../../database/session.ts';
import type { Subscription, SubscriptionWithAttributes } from '../../domain/subscriptions/subscription.ts';
import { listComponents } from '../../store/subscriptions/components.ts';
import { listValues } from '../../store/subscriptions/subscription-attributes.ts';
import { listExtensions } from '../../store/subscriptions/subscription-extensions.ts';

/** A subscription with everything that it holds. */
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
