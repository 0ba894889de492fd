import type { Session } from '../../database/session.ts';
import { movesBetween } from '../../domain/groups/moves.ts';
import type { WrittenExtension } from '../../domain/items/extension.ts';
import type { Item } from '../../domain/items/item.ts';
import type { ServiceAmount } from '../../domain/items/service.ts';
import { comeAlong, type Fit, judgeFit } from '../../domain/subscriptions/fit.ts';
import { checkTerminated, resolveAdded } from '../../domain/subscriptions/fit-options.ts';
import type { Subscription } from '../../domain/subscriptions/subscription.ts';
import { judgeForSubscription, type SubscriptionMove } from '../../domain/subscriptions/subscription-move.ts';
import { readItemFacts } from '../../store/groups/item-facts.ts';
import { listLaddersBetween } from '../../store/groups/members.ts';
import { readFitFacts } from '../../store/subscriptions/fit.ts';

/** Changes that go with the move, so that it fits. */
export interface SubscriptionMoveOptions {
  readonly add: readonly WrittenExtension[];
  /** Amounts of services to terminate. */
  readonly terminate: readonly ServiceAmount[];
}

export interface JudgeSubscriptionMoveResult {
  readonly subscription: Subscription;
  readonly target: Item;
  /** Allowed in at least one group. */
  readonly eligible: boolean;
  /** One verdict for each group that holds both items; one verdict without a group if none does. */
  readonly moves: readonly SubscriptionMove[];
  /** The same in each move: limits belong to the item, not to a group. */
  readonly fit: Fit;
}

/**
 * Judges the move of a subscription to an item, with every gate, in every group that holds both, in a fixed number of
 * queries. Throws `refused` (`extension-not-allowed`, `extension-inactive`, `extension-maximum`,
 * `termination-exceeds-usage`) and `usage` (`extension-given-twice`) if the options themselves are invalid.
 */
export async function judgeSubscriptionMove(
  session: Session,
  subscription: Subscription,
  target: Item,
  { add, terminate }: SubscriptionMoveOptions,
): Promise<JudgeSubscriptionMoveResult> {
  const { item: source } = subscription;
  const factsOf = await readItemFacts(session, [source, target]);
  const ladders = await listLaddersBetween(session, source.id, [target.id]);
  const { held, usage, limitsOf, offersOf } = await readFitFacts(session, subscription, [target.id]);
  const offers = offersOf(target.id);
  const added = resolveAdded(target, add, offers, comeAlong(held, offers).comingAlong);
  checkTerminated(terminate, usage);
  const fit = judgeFit({
    limits: limitsOf(target.id),
    offers,
    held,
    added,
    usage,
    terminated: terminate,
  });
  const moves = movesBetween(source, target, ladders, factsOf).map((move) =>
    judgeForSubscription(move, subscription, fit),
  );
  return { subscription, target, eligible: moves.some(({ eligible }) => eligible), moves, fit };
}
