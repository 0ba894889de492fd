// Which rules may be combined: the end date, the from date, a pending change.

import { plusDays } from '../calendar.ts';
import { commandLine } from '../command-line.ts';
import { itemLabel } from '../items/item-label.ts';
import { later } from './component-dates.ts';
import { changesLater, movesAfterEnd } from './date-problems.ts';
import { changePending } from './problems.ts';
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
  throw changesLater(address, fromDate, itemLabel(change.item), change.on);
}

/**
 * A subscription that ends on `endDate` must be due on the day after at the latest. Throws `refused` (`moves-after-end`).
 */
export function checkMovesInTime({ address, fromDate, change }: Subscription, endDate: string | null): void {
  if (endDate === null) return;
  const latest = plusDays(endDate, 1);
  const changesOn = change !== null && change.on > latest ? change.on : null;
  const movesFrom = fromDate !== null && fromDate > latest ? fromDate : null;
  if (changesOn === null && movesFrom === null) return;
  const reasons = [
    ...(change === null || changesOn === null
      ? []
      : [`it changes to ${itemLabel(change.item)} on ${changesOn}`]),
    ...(movesFrom === null ? [] : [`its from date is ${movesFrom}`]),
  ];
  const movesOn = later(changesOn ?? latest, movesFrom ?? latest);
  throw movesAfterEnd(
    address,
    endDate,
    movesOn,
    reasons,
    `choose ${plusDays(movesOn, -1)} or a later date, or run first: ${unschedule(address, changesOn !== null, movesFrom !== null)}`,
  );
}

function unschedule(address: string, change: boolean, path: boolean): string {
  if (change && path) return commandLine`tierctl subscription unschedule ${address} --change --path`;
  if (change) return commandLine`tierctl subscription unschedule ${address} --change`;
  return commandLine`tierctl subscription unschedule ${address} --path`;
}

/** A subscription that ends for good must have no pending change. Throws `refused` (`change-pending`). */
export function checkNoChangePending({ address, change }: Subscription): void {
  if (change === null) return;
  throw changePending(address, itemLabel(change.item), change.on);
}
