import type { Session } from '../../database/session.ts';
import type { ExtensionOffer } from '../../domain/items/extension.ts';
import { byService } from '../../domain/items/service.ts';
import { smallestAddition } from '../../domain/subscriptions/fit.ts';
import { overLimit } from '../../domain/subscriptions/problems.ts';
import { formatSubscriptionAddress } from '../../domain/subscriptions/subscription-address.ts';
import { findOffers } from '../../store/subscriptions/fit.ts';
import {
  type AddedExtension,
  addExtensions,
  type HeldExtension,
  listSuccessorsOverLimit,
  type SuccessorOverLimit,
} from '../../store/transitions/batch/extend.ts';
import type { BatchRange, RunHop } from '../../store/transitions/batch/scope.ts';

/**
 * For each successor of this hop in `range` that is over the limit through a path with the policy `extend`, adds the
 * smallest set of extensions that covers the shortfall. Subscriptions that no set covers were not claimed. If usage grew
 * since the claim, it throws `refused` (`over-limit`), and the batch is split.
 */
export async function extendSuccessors(session: Session, range: BatchRange, hop: RunHop): Promise<void> {
  const over = await listSuccessorsOverLimit(session, range, hop);
  if (over.length === 0) return;
  const { offersOf } = await findOffers(
    session,
    over.map(({ itemId }) => itemId),
  );
  const baskets = new Map<string, readonly HeldExtension[]>();
  const added: AddedExtension[] = [];
  for (const successor of over) {
    const { account, number } = successor;
    const key = sameBasket(successor);
    const basket = baskets.get(key) ?? basketFor(successor, offersOf(successor.itemId));
    baskets.set(key, basket);
    added.push(...basket.map((one) => ({ account, number, ...one })));
  }
  await addExtensions(session, added);
}

/** Many subscriptions have the same shortfall: one search serves all of them. */
function sameBasket({ itemId, short, held }: SuccessorOverLimit): string {
  const byExtension = [...held].sort((one, other) => (one.extensionId < other.extensionId ? -1 : 1));
  return JSON.stringify([itemId, [...short].sort(byService), byExtension]);
}

function basketFor(
  { account, number, short, held }: SuccessorOverLimit,
  offers: readonly ExtensionOffer[],
): HeldExtension[] {
  const taken = held.map(({ extensionId, quantity }) => ({
    item: { id: extensionId, articleNumber: null, name: null },
    quantity,
  }));
  const basket = smallestAddition(short, offers, taken);
  if (basket !== null) return basket.map(({ item, quantity }) => ({ extensionId: item.id, quantity }));
  const address = formatSubscriptionAddress({ account, number });
  throw overLimit(
    `what ${address} uses has grown since the check, and no extensions cover it`,
    'run again: it stays until its usage fits',
    { address, account, number },
    { short },
  );
}
