import type { Session } from '../../database/session.ts';
import { movesFrom } from '../../domain/groups/moves.ts';
import { type Fit, judgeFit } from '../../domain/subscriptions/fit.ts';
import type { Subscription } from '../../domain/subscriptions/subscription.ts';
import { judgeForSubscription, type SubscriptionMove } from '../../domain/subscriptions/subscription-move.ts';
import { readItemFacts } from '../../store/groups/item-facts.ts';
import { listLaddersWith } from '../../store/groups/members.ts';
import { findSubscriptionAt } from '../../store/subscriptions/find-subscription.ts';
import { readFitFacts } from '../../store/subscriptions/fit.ts';

export interface ListSubscriptionMovesInput {
  /** `ACCOUNT/NUMBER`. */
  readonly subscription: string;
}

export interface ListSubscriptionMovesResult {
  readonly subscription: Subscription;
  /** To every other member of every group that its item is in, by group, from the highest level to the lowest. */
  readonly moves: readonly SubscriptionMove[];
}

/** Judges the moves of a subscription to all items that share a group with its own. Throws `usage`, `not-found`. */
export async function listSubscriptionMoves(
  session: Session,
  input: ListSubscriptionMovesInput,
): Promise<ListSubscriptionMovesResult> {
  const subscription = await findSubscriptionAt(session, input.subscription);
  const ladders = await listLaddersWith(session, subscription.item.id);
  const items = ladders.flatMap(({ members }) => members.map(({ item }) => item));
  const factsOf = await readItemFacts(session, items);
  const { held, usage, limitsOf, offersOf } = await readFitFacts(
    session,
    subscription,
    items.map(({ id }) => id),
  );
  // An item in several groups is judged once.
  const fits = new Map<string, Fit>();
  const fitOf = (itemId: string): Fit => {
    const known = fits.get(itemId);
    if (known !== undefined) return known;
    const fit = judgeFit({
      limits: limitsOf(itemId),
      offers: offersOf(itemId),
      held,
      added: [],
      usage,
      terminated: [],
    });
    fits.set(itemId, fit);
    return fit;
  };
  return {
    subscription,
    moves: movesFrom(subscription.item.id, ladders, factsOf).map((move) =>
      judgeForSubscription(move, subscription, fitOf(move.item.id)),
    ),
  };
}
