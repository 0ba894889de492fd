import type { Session } from '../database/session.ts';
import type { Change } from '../database/unit-of-work.ts';
import type { PendingChange, Subscription } from '../domain/subscription.ts';
import { TierctlError } from '../domain/tierctl-error.ts';
import { clearPendingChange } from '../store/pending-changes.ts';
import { claimSubscription, requireSubscription } from '../store/subscriptions.ts';
import { findSubscriptionAt } from './find-subscription.ts';

export interface UnscheduleChangeInput {
  /** `ACCOUNT/NUMBER`. */
  readonly subscription: string;
}

export interface UnscheduleChangeResult {
  readonly subscription: Subscription;
  /** What was taken back. */
  readonly change: PendingChange;
}

/** Takes a pending change back. Throws `refused` (`subscription-ended`, `no-change-pending`), `usage`, `not-found`. */
export async function unscheduleChange(
  session: Session,
  input: UnscheduleChangeInput,
): Promise<Change<UnscheduleChangeResult>> {
  const before = await findSubscriptionAt(session, input.subscription);
  await claimSubscription(session, before);
  const { change, address } = before;
  if (change === null) {
    throw new TierctlError('refused', 'no-change-pending', `${address} has no change pending`, {
      hint: `see: tierctl subscription show ${address}`,
    });
  }
  await clearPendingChange(session, before);
  const subscription = await requireSubscription(session, before);
  return {
    result: { subscription, change },
    audit: { before: { subscription: before }, after: { subscription } },
  };
}
