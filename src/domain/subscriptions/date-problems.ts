import { commandLine } from '../command-line.ts';
import { problem } from '../problem.ts';
import type { TierctlError } from '../tierctl-error.ts';

/** Something would end before it starts. Fix: an end date is the last day; give the start date or a later one. */
export function endBeforeStart(
  message: string,
  hint: string,
  startDate: string,
  endDate: string,
  subscription: string | null = null,
  component: number | null = null,
): TierctlError {
  return problem('refused', 'end-before-start', message, {
    hint,
    data: { subscription, component, startDate, endDate, on: endDate },
  });
}

/** The term would end after the last date there is. Fix: give the subscription an end date of its own, or none. */
export function endBeyondCalendar(
  message: string,
  hint: string,
  /** Null where only the subscription is known. */
  term: { readonly startDate: string; readonly term: string; readonly endDate: string } | null,
  latest: string,
  subscription: string | null = null,
): TierctlError {
  return problem('refused', 'end-beyond-calendar', message, {
    hint,
    data: {
      subscription,
      startDate: term?.startDate ?? null,
      term: term?.term ?? null,
      endDate: term?.endDate ?? null,
      latest,
    },
  });
}

/** A move from a date needs that date. Fix: add `--from-date`. */
export function fromDateMissing(): TierctlError {
  return problem('usage', 'from-date-missing', 'to move from a date, that date is needed', {
    hint: 'add --from-date YYYY-MM-DD',
  });
}

/** A from date does nothing for a move on the end date. Fix: remove `--from-date`, or add `--apply from-date`. */
export function fromDateUnused(fromDate: string | undefined): TierctlError {
  const message = 'a from date does nothing when the move is on the end date';
  return problem('usage', 'from-date-unused', message, {
    hint: 'remove --from-date, or add --apply from-date',
    data: { fromDate },
  });
}

/** A successor cannot start before or with its predecessor. Fix: choose a date after the start date. */
export function fromDateTooEarly(message: string, fromDate: string, startDate: string): TierctlError {
  return problem('refused', 'from-date-too-early', message, {
    hint: 'choose a date after the start date',
    data: { fromDate, startDate },
  });
}

/** A successor starts on the day after the end of its predecessor, at the latest. Fix: choose that day or an earlier one. */
export function fromDateTooLate(
  message: string,
  fromDate: string,
  endDate: string,
  latest: string,
  hint = `choose ${latest} or an earlier date`,
): TierctlError {
  return problem('refused', 'from-date-too-late', message, { hint, data: { fromDate, endDate, latest } });
}

/** The subscription moves by its from date before the change. Fix: choose an earlier day, or unschedule the path first. */
export function movesEarlier(subscription: string, on: string, fromDate: string): TierctlError {
  const message = `${subscription} moves on ${fromDate} already, before ${on}`;
  return problem('refused', 'moves-earlier', message, {
    hint: `choose ${fromDate} or an earlier date`,
    data: { subscription, on, fromDate },
  });
}

/** A pending change comes before the from date. Fix: choose a later date, or cancel the change first. */
export function changesLater(
  subscription: string,
  fromDate: string,
  target: string,
  on: string,
): TierctlError {
  const message = `the from date of ${subscription} cannot be ${fromDate}: its change to ${target} on ${on} comes first`;
  return problem('refused', 'changes-later', message, {
    hint: `choose ${on} or a later date, or run first: ${commandLine`tierctl subscription unschedule ${subscription} --change`}`,
    data: { subscription, fromDate, on },
  });
}

/** The subscription would end before it moves. Fix: choose a later date, or cancel the change or schedule first. */
export function movesAfterEnd(
  subscription: string,
  endDate: string,
  movesOn: string,
  reasons: readonly string[],
  hint: string,
): TierctlError {
  const message = `${subscription} cannot end on ${endDate}: ${reasons.join(', and ')}`;
  return problem('refused', 'moves-after-end', message, { hint, data: { subscription, endDate, movesOn } });
}

/** A subscription is closed on its last day or later. Fix: set the day with `--on` and `--no-path`, and close it when it has come. */
export function closesLater(subscription: string, endDate: string | null, today: string): TierctlError {
  const message = `${subscription} cannot be closed before its last day${endDate === null ? '' : `, ${endDate}`}`;
  return problem('refused', 'closes-later', message, {
    hint: `today is ${today}: set the day now with --on and --no-path, and close it when the day has come`,
    data: { subscription, endDate, today },
  });
}
