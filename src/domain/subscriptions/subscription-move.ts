import type { Gate, Move } from '../groups/move.ts';
import { itemLabel } from '../items/item-label.ts';
import type { Fit } from './fit.ts';
import type { Subscription } from './subscription.ts';

/** A move of a subscription: the gates of its item's move, then its own, then the fit. */
export interface SubscriptionMove extends Move {
  readonly fit: Fit;
}

/** "For a subscription: it is active, it has no other change pending, and it fits." */
export function judgeForSubscription(move: Move, subscription: Subscription, fit: Fit): SubscriptionMove {
  const gates = [
    ...move.gates,
    judgeActive(subscription),
    judgePending(subscription),
    judgeFits(move, subscription, fit),
  ];
  return { ...move, eligible: gates.every(({ passed }) => passed === true), gates, fit };
}

function judgeActive({ address, status, endDate }: Subscription): Gate {
  const active = status === 'active';
  const detail = active ? `${address} is active` : `${address} ended on ${endDate}`;
  return { code: 'subscription-active', passed: active, detail };
}

// An ended subscription keeps the change that ended it; it has no pending change.
function judgePending({ address, status, change }: Subscription): Gate {
  const pending = status === 'active' ? change : null;
  const detail =
    pending === null
      ? `${address} has no change pending`
      : `${address} changes to ${itemLabel(pending.item)} on ${pending.on} already`;
  return { code: 'no-pending-change', passed: pending === null, detail };
}

function judgeFits({ item }: Move, { address }: Subscription, fit: Fit): Gate {
  const detail = fit.fits
    ? `what ${address} uses fits ${itemLabel(item)}`
    : fit.shortfalls
        .map(({ service, usage, limit, short }) => `${service}: ${usage} used, limit ${limit}, ${short} over`)
        .join('; ');
  return { code: 'fits', passed: fit.fits, detail };
}
