// Which rules may be combined: the end date, the from date, a pending change.
import { plusDays } from '../calendar.ts';
import { commandLine } from '../command-line.ts';
import { itemLabel } from '../items/item-label.ts';
import { TierctlError } from '../tierctl-error.ts';
import type { Subscription } from './subscription.ts';
import { checkFromDate } from './subscription-dates.ts';

/**
 * A subscription may move from `fromDate`: after its start, at the latest on the day after its end, and not before a
 * pending change, which takes precedence over any path. Throws `refused` (`from-date-too-early`, `from-date-too-late`,
 * `changes-later`).
 */
export function checkScheduledDate(subscription: Subscription, fromDate: string): void {
  checkFromDate(subscription, fromDate);
  const { address, change } = subscription;
  if (change === null || fromDate >= change.on) return;
  throw new TierctlError(
    'refused',
    'changes-later',
    `${address} cannot move from ${fromDate}: its change to ${itemLabel(change.item)} on ${change.on} goes before any path`,
    {
      hint: `choose ${change.on} or a later date, or run first: ${commandLine`tierctl subscription unschedule ${address} --change`}`,
      data: { subscription: address, fromDate, on: change.on },
    },
  );
}

/**
 * A subscription that ends on `endDate` must be due on the day after at the latest. Throws `refused` (`moves-after-end`).
 */
export function checkMovesInTime({ address, fromDate, change }: Subscription, endDate: string | null): void {
  if (endDate === null) return;
  const latest = plusDays(endDate, 1);
  const [day, what] =
    change !== null && change.on > latest
      ? [change.on, `changes to ${itemLabel(change.item)}`]
      : fromDate !== null && fromDate > latest
        ? [fromDate, 'moves']
        : [null, ''];
  if (day === null) return;
  throw new TierctlError(
    'refused',
    'moves-after-end',
    `${address} cannot end on ${endDate}: it ${what} on ${day}`,
    {
      hint: `choose ${plusDays(day, -1)} or a later date, or run first: ${commandLine`tierctl subscription unschedule ${address}`}`,
      data: { subscription: address, endDate, movesOn: day },
    },
  );
}

/** A subscription that ends for good must have no pending change. Throws `refused` (`change-pending`). */
export function checkNoChangePending({ address, change }: Subscription): void {
  if (change === null) return;
  throw new TierctlError(
    'refused',
    'change-pending',
    `${address} changes to ${itemLabel(change.item)} on ${change.on}: cancel that change before you end it for good`,
    {
      hint: `run first: ${commandLine`tierctl subscription unschedule ${address} --change`}`,
      data: { subscription: address, on: change.on },
    },
  );
}
