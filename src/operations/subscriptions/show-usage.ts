import type { Session } from '../../database/session.ts';
import { type Balance, balance } from '../../domain/subscriptions/fit.ts';
import type { Subscription } from '../../domain/subscriptions/subscription.ts';
import { findSubscriptionAt } from '../../store/subscriptions/find-subscription.ts';
import { readFitFacts } from '../../store/subscriptions/fit.ts';

export interface ShowUsageInput {
  /** `ACCOUNT/NUMBER`. */
  readonly subscription: string;
}

export interface ShowUsageResult {
  readonly subscription: Subscription;
  /** Every service that its item, its extensions or its usage names, by service. */
  readonly usage: readonly Balance[];
}

/** The usage of a subscription and its limits: its item's plus those of its extensions. Throws `usage`, `not-found`. */
export async function showUsage(session: Session, input: ShowUsageInput): Promise<ShowUsageResult> {
  const subscription = await findSubscriptionAt(session, input.subscription);
  return { subscription, usage: await readBalance(session, subscription) };
}

/** Usage and current limits, extensions included. */
export async function readBalance(session: Session, subscription: Subscription): Promise<Balance[]> {
  const { held, usage, limitsOf } = await readFitFacts(session, subscription, [subscription.item.id]);
  const limits = limitsOf(subscription.item.id);
  return balance({ limits, comingAlong: held, added: [], usage, terminated: [] });
}
