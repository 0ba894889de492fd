import type { Session } from '../../database/session.ts';
import type { Account } from '../../domain/accounts/account.ts';
import type { Subscription } from '../../domain/subscriptions/subscription.ts';
import { requireAccount } from '../../store/accounts/accounts.ts';
import { subscriptionPage } from '../../store/subscriptions/subscriptions.ts';

export interface ShowAccountInput {
  readonly id: string;
  /** The number of subscriptions to show. */
  readonly limit: number;
}

export interface ShowAccountResult {
  readonly account: Account;
  /** The first ones by number. */
  readonly subscriptions: readonly Subscription[];
  /** Whether there are more than `limit`. */
  readonly more: boolean;
}

/** An account and its subscriptions. Throws `not-found` (`account-not-found`). */
export async function showAccount(session: Session, input: ShowAccountInput): Promise<ShowAccountResult> {
  const account = await requireAccount(session, input.id);
  const { rows, more } = await subscriptionPage(session, { account: account.id }, input.limit);
  return { account, subscriptions: rows, more };
}
