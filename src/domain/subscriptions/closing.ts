import { plusDays } from '../calendar.ts';
import type { TierctlError } from '../tierctl-error.ts';
import type { Component } from './component.ts';
import { componentEndedLater, componentStartsLater } from './component-problems.ts';
import { closesLater } from './date-problems.ts';
import type { Subscription } from './subscription.ts';

/** The last day of a subscription that is closed now. Throws `refused` (`closes-later`) if it is in the future or not set. */
export function checkClosing({ address }: Subscription, endDate: string | null, today: string): string {
  if (endDate !== null && endDate <= today) return endDate;
  throw closesLater(address, endDate, today);
}

/**
 * A subscription must not end before any of its components starts or before the end of an ended one. Throws `refused`
 * (`component-starts-later`, `component-ended-later`).
 */
export function checkComponentsWithin(
  subscription: Subscription,
  components: readonly Component[],
  endDate: string | null,
): void {
  if (endDate === null) return;
  const { address } = subscription;
  const late = components.find(({ status, startDate }) => status === 'active' && startDate > endDate);
  if (late !== undefined) throw componentStartsLater(address, endDate, late.number, late.startDate);
  const longer = findEndedAfter(components, endDate);
  if (longer === undefined) return;
  throw endedLater(`${address} cannot end on ${endDate}`, subscription, longer, longer.endDate);
}

/**
 * A successor must not start before a component of its predecessor has ended. A component that has not started by then is
 * allowed: it starts on the successor. Throws `refused` (`component-ended-later`).
 */
export function checkComponentsBefore(
  subscription: Subscription,
  components: readonly Component[],
  on: string,
): void {
  const longer = findEndedAfter(components, plusDays(on, -1));
  if (longer === undefined) return;
  throw endedLater(
    `nothing can take over from ${subscription.address} on ${on}`,
    subscription,
    longer,
    plusDays(longer.endDate, 1),
  );
}

type EndedComponent = Component & { readonly endDate: string };

function findEndedAfter(components: readonly Component[], day: string): EndedComponent | undefined {
  return components.find(
    (one): one is EndedComponent => one.status === 'ended' && one.endDate !== null && one.endDate > day,
  );
}

function endedLater(
  what: string,
  { address }: Subscription,
  { number, endDate }: EndedComponent,
  earliest: string,
): TierctlError {
  return componentEndedLater(what, address, number, endDate, earliest);
}
