import { LAST_DATE, plusDays, plusTerm } from '../calendar.ts';
import { formatTerm, type Term } from '../term.ts';
import {
  endBeforeStart,
  endBeyondCalendar,
  fromDateMissing,
  fromDateTooEarly,
  fromDateTooLate,
  fromDateUnused,
  movesEarlier,
} from './date-problems.ts';
import type { ApplyRule, Subscription } from './subscription.ts';

export interface SubscriptionDates {
  readonly startDate: string;
  /** The last day; null where it has none. */
  readonly endDate: string | null;
}

/**
 * The last day of a term that begins on `startDate`: start + term − 1 day, null without a term. Throws `refused`
 * (`end-beyond-calendar`) where that is after the last allowed date.
 */
export function termEnd(startDate: string, term: Term | null): string | null {
  if (term === null) return null;
  const endDate = plusDays(plusTerm(startDate, term), -1);
  if (endDate <= LAST_DATE) return endDate;
  const written = formatTerm(term);
  throw endBeyondCalendar(
    `a term of ${written} from ${startDate} would end on ${endDate}, and dates end with ${LAST_DATE}`,
    'give it an end date of its own, or none',
    { startDate, term: written, endDate },
    LAST_DATE,
  );
}

/** Throws `refused` (`end-before-start`). */
export function checkEndDate({ startDate, endDate }: SubscriptionDates): void {
  if (endDate === null || endDate >= startDate) return;
  throw endBeforeStart(
    `the subscription would end on ${endDate}, before it starts on ${startDate}`,
    'the end date is the last day: not before the start date',
    startDate,
    endDate,
  );
}

/**
 * When a subscription moves: on `fromDate` if one is given, else on its end date. Throws `usage`
 * (`from-date-missing`, `from-date-unused`) if rule and date do not match.
 */
export function applyRule(apply: ApplyRule | undefined, fromDate: string | undefined): ApplyRule {
  if (apply === 'from_date' && fromDate === undefined) throw fromDateMissing();
  if (apply === 'on_end_date' && fromDate !== undefined) throw fromDateUnused(fromDate);
  return apply ?? (fromDate === undefined ? 'on_end_date' : 'from_date');
}

/**
 * The successor starts on the from date and the predecessor ends the day before, so the date is after the start and
 * at the latest the day after the end. Throws `refused` (`from-date-too-early`, `from-date-too-late`).
 */
export function checkFromDate({ startDate, endDate }: SubscriptionDates, fromDate: string): void {
  if (fromDate <= startDate) {
    const message = `the from date cannot be ${fromDate}: the subscription starts on ${startDate}`;
    throw fromDateTooEarly(message, fromDate, startDate);
  }
  if (endDate === null) return;
  const latest = plusDays(endDate, 1);
  if (fromDate <= latest) return;
  const message = `the from date cannot be ${fromDate}: the subscription ends on ${endDate}`;
  throw fromDateTooLate(message, fromDate, endDate, latest);
}

/**
 * A change starts its successor on `on`: after the start of the subscription, at the latest on the day after its end, and
 * not after a day on which it already moves. Throws `refused` (`from-date-too-early`, `from-date-too-late`, `moves-earlier`).
 */
export function checkChangeDate(subscription: Subscription, on: string, today: string): void {
  const { address, startDate, endDate, fromDate } = subscription;
  if (on <= startDate) {
    const message = `a change of ${address} cannot start on ${on}: the subscription starts on ${startDate}`;
    throw fromDateTooEarly(message, on, startDate);
  }
  checkNotAfterEnd({ address, endDate }, on, today);
  if (fromDate === null || on <= fromDate) return;
  throw movesEarlier(address, on, fromDate);
}

function checkNotAfterEnd(
  { address, endDate }: Pick<Subscription, 'address' | 'endDate'>,
  on: string,
  today: string,
): void {
  if (endDate === null) return;
  const latest = plusDays(endDate, 1);
  if (on <= latest) return;
  const isDue = latest <= today;
  throw fromDateTooLate(
    `${address} ${isDue ? `ended on ${endDate} and is due` : `ends on ${endDate}`}: a change can start on ${latest} at the latest`,
    on,
    endDate,
    latest,
    isDue
      ? `choose ${latest} for --on, or run first: tierctl run-transitions, and change its successor`
      : undefined,
  );
}
