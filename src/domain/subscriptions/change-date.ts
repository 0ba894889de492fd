import { TierctlError } from '../tierctl-error.ts';
import type { Subscription } from './subscription.ts';
import { checkFromDate } from './subscription-dates.ts';

/**
 * A change starts its successor on `on`: after the start of the subscription, at the latest on the day after its end, and
 * not after a day on which it already moves. Throws `refused` (`from-date-too-early`, `from-date-too-late`, `moves-earlier`).
 */
export function checkChangeDate(subscription: Subscription, on: string): void {
  checkFromDate(subscription, on);
  const { address, fromDate } = subscription;
  if (fromDate === null || on <= fromDate) return;
  throw new TierctlError(
    'refused',
    'moves-earlier',
    `${address} moves on ${fromDate} already, before ${on}`,
    {
      hint: `choose ${fromDate} or an earlier date`,
      data: { subscription: address, on, fromDate },
    },
  );
}
