import { plusDays } from '../calendar.ts';
import type { Component } from './component.ts';
import { componentEnded, componentEndsLater, componentOutsideSubscription } from './component-problems.ts';
import { endBeforeStart } from './date-problems.ts';
import type { Subscription } from './subscription.ts';

/**
 * Whether a component may start on `start`: within its subscription, and before a successor takes over, if that day is in
 * the future. Throws `refused` (`component-outside-subscription`).
 */
export function checkComponentStart(subscription: Subscription, start: string, today: string): void {
  const { address, startDate, endDate, dueOn } = subscription;
  const last = dueOn !== null && dueOn > today ? plusDays(dueOn, -1) : endDate;
  if (start >= startDate && (last === null || start <= last)) return;
  const until = last === null ? 'or later' : `to ${last}`;
  throw componentOutsideSubscription(
    `a component of ${address} cannot start on ${start}`,
    `choose a day within the subscription: ${startDate} ${until}`,
    address,
    { first: startDate, last },
    { start },
  );
}

/**
 * The last day of a subscription as currently planned: the day before its successor starts, or would start. Null if
 * neither an end nor a successor is planned.
 */
export function lastDayOf({ dueOn }: Pick<Subscription, 'dueOn'>): string | null {
  return dueOn === null ? null : plusDays(dueOn, -1);
}

/**
 * Whether a component has started by `today` on its subscription. One that starts after the last day of the subscription never does.
 * One that has not started can be removed, but not ended.
 */
export function hasStarted(
  { startDate }: Pick<Component, 'startDate'>,
  subscription: Pick<Subscription, 'dueOn'>,
  today: string,
): boolean {
  const last = lastDayOf(subscription);
  return startDate <= today && (last === null || startDate <= last);
}

/** Throws `refused` (`component-ended`). */
export function checkComponentActive(
  { address }: Pick<Subscription, 'address'>,
  { number, status, endDate }: Component,
): void {
  if (status === 'active') return;
  throw componentEnded(address, number, endDate);
}

const WITHDRAW = 'it has not started: without --on it never does';

/**
 * Whether an active component may end on `on`, its last day. It ends at once, so that day must not be in the future, and it
 * ends no later than its subscription. Throws `refused` (`end-before-start`, `component-ends-later`, `component-outside-subscription`).
 */
export function checkComponentEnd(
  subscription: Subscription,
  component: Component,
  on: string,
  today: string,
): void {
  const { address } = subscription;
  const { number, startDate } = component;
  const which = `component ${number} of ${address}`;
  const started = hasStarted(component, subscription, today);
  if (on < startDate) {
    throw endBeforeStart(
      `${which} would end on ${on}, before it starts on ${startDate}`,
      started ? 'the end date is the last day: not before the start date' : WITHDRAW,
      startDate,
      on,
      address,
      number,
    );
  }
  if (on > today) {
    const hint = started ? `today is ${today}; run this on ${on} or later` : WITHDRAW;
    throw componentEndsLater(address, number, on, today, hint);
  }
  const last = lastDayOf(subscription);
  if (last === null || on <= last) return;
  throw componentOutsideSubscription(
    `${which} cannot end on ${on}: the last day of the subscription is ${last}`,
    started ? `choose ${last} or an earlier day` : WITHDRAW,
    address,
    { first: subscription.startDate, last },
    { number, on },
  );
}

/** The later of two days. */
export function later(one: string, other: string): string {
  return one > other ? one : other;
}
