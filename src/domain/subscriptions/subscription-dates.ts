import { LAST_DATE, plusDays, plusTerm } from '../calendar.ts';
import { formatTerm, type Term } from '../term.ts';
import { TierctlError } from '../tierctl-error.ts';
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
  throw new TierctlError(
    'refused',
    'end-beyond-calendar',
    `a term of ${formatTerm(term)} from ${startDate} would end on ${endDate}, and dates end with ${LAST_DATE}`,
    {
      hint: 'give it an end date of its own, or none',
      data: { startDate, term: formatTerm(term), endDate, latest: LAST_DATE },
    },
  );
}

/** Throws `refused` (`end-before-start`). */
export function checkEndDate({ startDate, endDate }: SubscriptionDates): void {
  if (endDate === null || endDate >= startDate) return;
  throw new TierctlError(
    'refused',
    'end-before-start',
    `the subscription would end on ${endDate}, before it starts on ${startDate}`,
    { hint: 'the end date is the last day: not before the start date', data: { startDate, endDate } },
  );
}

/**
 * When a subscription moves: on `fromDate` if one is given, else on its end date. Throws `usage`
 * (`from-date-missing`, `from-date-unused`) if rule and date do not match.
 */
export function applyRule(apply: ApplyRule | undefined, fromDate: string | undefined): ApplyRule {
  if (apply === 'from_date' && fromDate === undefined) {
    throw new TierctlError('usage', 'from-date-missing', 'to move from a date, that date is needed', {
      hint: 'add --from-date YYYY-MM-DD',
    });
  }
  if (apply === 'on_end_date' && fromDate !== undefined) {
    throw new TierctlError(
      'usage',
      'from-date-unused',
      'a from date does nothing when the move is on the end date',
      {
        hint: 'remove --from-date, or add --apply from-date',
        data: { fromDate },
      },
    );
  }
  return apply ?? (fromDate === undefined ? 'on_end_date' : 'from_date');
}

/**
 * The successor starts on the from date and the predecessor ends the day before, so the date is after the start and
 * at the latest the day after the end. Throws `refused` (`from-date-too-early`, `from-date-too-late`).
 */
export function checkFromDate({ startDate, endDate }: SubscriptionDates, fromDate: string): void {
  if (fromDate <= startDate) {
    throw new TierctlError(
      'refused',
      'from-date-too-early',
      `the from date cannot be ${fromDate}: the subscription starts on ${startDate}`,
      { hint: 'choose a date after the start date', data: { fromDate, startDate } },
    );
  }
  if (endDate === null) return;
  const latest = plusDays(endDate, 1);
  if (fromDate <= latest) return;
  throw new TierctlError(
    'refused',
    'from-date-too-late',
    `the from date cannot be ${fromDate}: the subscription ends on ${endDate}`,
    { hint: `choose ${latest} or an earlier date`, data: { fromDate, endDate, latest } },
  );
}

/**
 * A change starts its successor on `on`: after the start of the subscription, at the latest on the day after its end, and
 * not after a day on which it already moves. Throws `refused` (`from-date-too-early`, `from-date-too-late`, `moves-earlier`).
 */
export function checkChangeDate(subscription: Subscription, on: string, today: string): void {
  const { address, startDate, endDate, fromDate } = subscription;
  if (on <= startDate) {
    throw new TierctlError(
      'refused',
      'from-date-too-early',
      `a change of ${address} cannot start on ${on}: the subscription starts on ${startDate}`,
      { hint: 'choose a date after the start date', data: { fromDate: on, startDate } },
    );
  }
  checkNotAfterEnd({ address, endDate }, on, today);
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

function checkNotAfterEnd(
  { address, endDate }: Pick<Subscription, 'address' | 'endDate'>,
  on: string,
  today: string,
): void {
  if (endDate === null) return;
  const latest = plusDays(endDate, 1);
  if (on <= latest) return;
  const isDue = latest <= today;
  throw new TierctlError(
    'refused',
    'from-date-too-late',
    `${address} ${isDue ? `ended on ${endDate} and is due` : `ends on ${endDate}`}: a change can start on ${latest} at the latest`,
    {
      hint: isDue
        ? `choose ${latest} for --on, or run first: tierctl run-transitions, and change its successor`
        : `choose ${latest} or an earlier date`,
      data: { fromDate: on, endDate, latest },
    },
  );
}
