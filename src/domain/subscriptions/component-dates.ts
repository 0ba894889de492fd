import { plusDays } from '../calendar.ts';
import { TierctlError } from '../tierctl-error.ts';
import type { Component } from './component.ts';
import type { Subscription } from './subscription.ts';

/**
 * Whether a component may start on `start`: within its subscription, and before the successor takes over where that day is
 * to come. Throws `refused` (`component-outside-subscription`).
 */
export function checkComponentStart(subscription: Subscription, start: string, today: string): void {
  const { address, startDate, endDate, dueOn } = subscription;
  const last = dueOn !== null && dueOn > today ? plusDays(dueOn, -1) : endDate;
  if (start >= startDate && (last === null || start <= last)) return;
  const until = last === null ? 'or later' : `to ${last}`;
  throw new TierctlError(
    'refused',
    'component-outside-subscription',
    `a component of ${address} cannot start on ${start}`,
    {
      hint: `choose a day within the subscription: ${startDate} ${until}`,
      data: { subscription: address, start, first: startDate, last },
    },
  );
}

/**
 * Whether a component may end on `on`, its last day. It ends at once, so that day is not to come; what is to start itself
 * ends on the day it starts. Throws `refused` (`component-ended`, `end-before-start`, `component-ends-later`,
 * `component-outside-subscription`).
 */
export function checkComponentEnd(
  { address, endDate: last }: Subscription,
  { number, status, startDate, endDate }: Component,
  on: string,
  today: string,
): void {
  const which = `component ${number} of ${address}`;
  const data = { subscription: address, component: number, on };
  if (status === 'ended') {
    throw new TierctlError('refused', 'component-ended', `${which} ended on ${endDate} already`, { data });
  }
  if (on < startDate) {
    throw new TierctlError(
      'refused',
      'end-before-start',
      `${which} would end on ${on}, before it starts on ${startDate}`,
      { hint: 'the end date is the last day: not before the start date', data: { ...data, startDate } },
    );
  }
  if (on > later(today, startDate)) {
    throw new TierctlError(
      'refused',
      'component-ends-later',
      `${which} cannot be ended before its last day`,
      {
        hint: `today is ${today}; run this on ${on} or later`,
        data: { ...data, today },
      },
    );
  }
  if (last === null || on <= later(last, startDate)) return;
  throw new TierctlError(
    'refused',
    'component-outside-subscription',
    `${which} cannot end on ${on}: the last day of the subscription is ${last}`,
    { hint: `choose ${last} or an earlier day`, data: { ...data, last } },
  );
}

/** The later of two days. */
export function later(one: string, other: string): string {
  return one > other ? one : other;
}
