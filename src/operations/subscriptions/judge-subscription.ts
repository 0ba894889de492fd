import type { Session } from '../../database/session.ts';
import { requireItem } from '../../store/items/items.ts';
import { findSubscriptionAt } from './find-subscription.ts';
import {
  type JudgeSubscriptionMoveResult,
  judgeSubscriptionMove,
  type SubscriptionMoveOptions,
} from './judge-subscription-move.ts';

export interface JudgeSubscriptionInput extends SubscriptionMoveOptions {
  /** `ACCOUNT/NUMBER`. */
  readonly subscription: string;
  /** Article number or UUID. */
  readonly target: string;
}

/** As judgeSubscriptionMove, by names. Throws `usage`, `not-found` too. */
export async function judgeSubscription(
  session: Session,
  { subscription, target, ...options }: JudgeSubscriptionInput,
): Promise<JudgeSubscriptionMoveResult> {
  const found = await findSubscriptionAt(session, subscription);
  return judgeSubscriptionMove(session, found, await requireItem(session, target), options);
}
