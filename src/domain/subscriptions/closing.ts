import { commandLine } from '../command-line.ts';
import { TierctlError } from '../tierctl-error.ts';
import type { Component } from './component.ts';
import type { Subscription } from './subscription.ts';

/** The last day of what is closed now. Throws `refused` (`closes-later`) where that day is to come, or there is none. */
export function checkClosing({ address }: Subscription, endDate: string | null, today: string): string {
  if (endDate !== null && endDate <= today) return endDate;
  throw new TierctlError(
    'refused',
    'closes-later',
    `${address} cannot be closed before its last day${endDate === null ? '' : `, ${endDate}`}`,
    {
      hint: `today is ${today}: set the day now with --on and --no-path, and close it when the day has come`,
      data: { subscription: address, endDate, today },
    },
  );
}

/** A subscription does not end before what it holds starts. Throws `refused` (`component-starts-later`). */
export function checkComponentsStart(
  { address }: Subscription,
  components: readonly Component[],
  endDate: string | null,
): void {
  if (endDate === null) return;
  const late = components.find(({ status, startDate }) => status === 'active' && startDate > endDate);
  if (late === undefined) return;
  throw new TierctlError(
    'refused',
    'component-starts-later',
    `${address} cannot end on ${endDate}: its component ${late.number} starts on ${late.startDate}`,
    {
      hint: `choose ${late.startDate} or a later date, or run first: ${commandLine`tierctl subscription component end ${address} ${late.number}`}`,
      data: { subscription: address, endDate, component: late.number, startDate: late.startDate },
    },
  );
}
