import type { Session } from '../../database/session.ts';
import { parseDate } from '../../domain/calendar.ts';
import type { Subscription, SubscriptionStatus } from '../../domain/subscriptions/subscription.ts';
import { requireAccount } from '../../store/accounts/accounts.ts';
import { requireItem } from '../../store/items/items.ts';
import {
  type SubscriptionFilter,
  subscriptionPage,
  subscriptionPages,
} from '../../store/subscriptions/subscriptions.ts';

export interface WantedSubscriptions {
  readonly account: string | undefined;
  /** Article number or UUID. */
  readonly item: string | undefined;
  readonly status: SubscriptionStatus | undefined;
  /** Only subscriptions that are due before this day; active ones, unless `status` is given. */
  readonly dueBefore: string | undefined;
}

export interface ListSubscriptionsInput extends WantedSubscriptions {
  readonly limit: number;
}

export interface ListSubscriptionsResult {
  readonly subscriptions: readonly Subscription[];
  /** Whether there are more than `limit`. */
  readonly more: boolean;
}

/** Subscriptions by account and number; by due date first with `dueBefore`. Throws `not-found` (account, item). */
export async function listSubscriptions(
  session: Session,
  input: ListSubscriptionsInput,
): Promise<ListSubscriptionsResult> {
  const { rows, more } = await subscriptionPage(session, await filterOf(session, input), input.limit);
  return { subscriptions: rows, more };
}

/** All of them in that order, in pages. Throws like listSubscriptions. */
export async function* streamSubscriptions(
  session: Session,
  wanted: WantedSubscriptions,
): AsyncGenerator<readonly Subscription[]> {
  yield* subscriptionPages(session, await filterOf(session, wanted));
}

async function filterOf(session: Session, input: WantedSubscriptions): Promise<SubscriptionFilter> {
  const dueBefore = input.dueBefore === undefined ? undefined : parseDate(input.dueBefore);
  const account = input.account === undefined ? undefined : await requireAccount(session, input.account);
  const item = input.item === undefined ? undefined : await requireItem(session, input.item);
  const status = input.status ?? (dueBefore === undefined ? undefined : 'active');
  return { account: account?.id, itemId: item?.id, status, dueBefore };
}
