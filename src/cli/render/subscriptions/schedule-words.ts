import type { PathSchedule } from '../../../operations/subscriptions/find-schedule.ts';

/** `following "Trial to Gold" from 2026-07-01`: what a subscription does that is not its item's default. */
export function scheduleWords({ path: { rule, name }, fromDate }: PathSchedule): string {
  const followed =
    rule === 'none' ? 'following no path' : rule === 'override' ? `following "${name}"` : 'moving';
  return fromDate === null ? followed : `${followed} from ${fromDate}`;
}
