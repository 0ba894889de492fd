import type { Session } from '../../database/session.ts';
import type { Path } from '../../domain/paths/path.ts';
import type {
  ExternalIdOf,
  Subscription,
  SubscriptionWithAttributes,
} from '../../domain/subscriptions/subscription.ts';
import type { Outlook } from '../../domain/transitions/outlook.ts';
import type { Transition } from '../../domain/transitions/transition.ts';
import { requireAddress } from '../../store/subscriptions/find-subscription.ts';
import { readHoldings } from '../../store/subscriptions/holdings.ts';
import {
  findLatest,
  findSubscription,
  findSuccessor,
  listExternalIds,
  requireSubscription,
} from '../../store/subscriptions/subscriptions.ts';
import { findTransitionFrom } from '../../store/transitions/runs/history.ts';
import { forecastNext } from './forecast-next.ts';

export interface ShowSubscriptionInput {
  /** `ACCOUNT/NUMBER`. */
  readonly address: string;
}

export interface ShowSubscriptionResult {
  readonly subscription: SubscriptionWithAttributes;
  /** The path that its rule selects now. */
  readonly path: Path | null;
  /** What a run will do with it. */
  readonly outlook: Outlook;
  readonly predecessor: Subscription | null;
  readonly successor: Subscription | null;
  /** The latest successor in the chain; null if it has none. */
  readonly latest: Subscription | null;
  /** Its own external id, and those of its predecessors, which lead to it. */
  readonly externalIds: readonly ExternalIdOf[];
  /** The transition to its successor. */
  readonly transition: Transition | null;
}

/** A subscription, its predecessor, and its successor or forecast. Throws `usage`, `not-found`. */
export async function showSubscription(
  session: Session,
  input: ShowSubscriptionInput,
): Promise<ShowSubscriptionResult> {
  const address = await requireAddress(session, input.address);
  const subscription = await requireSubscription(session, address);
  const { path, outlook } = await forecastNext(session, subscription);
  const predecessor =
    subscription.replaces === null
      ? undefined
      : await findSubscription(session, { account: address.account, number: subscription.replaces });
  const successor = await findSuccessor(session, address);
  const transition = successor === undefined ? undefined : await findTransitionFrom(session, address);
  return {
    subscription: await readHoldings(session, subscription),
    path,
    outlook,
    predecessor: predecessor ?? null,
    successor: successor ?? null,
    latest: successor === undefined ? null : ((await findLatest(session, address)) ?? null),
    externalIds: await listExternalIds(session, address),
    transition: transition ?? null,
  };
}
