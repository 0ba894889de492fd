// Calendar dates without times, as `YYYY-MM-DD` strings: they sort and compare as text, and no time zone can move them.
import { Temporal } from 'temporal-polyfill';
import { badDate } from './problems.ts';
import type { Term } from './term.ts';
import type { TierctlError } from './tierctl-error.ts';

export const FIRST_DATE = '1900-01-01';
/** Far enough below the year 9999 that a day or a term after it is still a date on every engine. */
export const LAST_DATE = '2999-12-31';
/** Every term that begins on or before this day ends by LAST_DATE. */
export const LAST_START_OF_ANY_TERM = '2800-01-01';

const WRITTEN_DATE = /^\d{4}-\d{2}-\d{2}$/;
/** Other programs write these years for "no date"; spreadsheets write day 0 of 1900. */
const STANDS_FOR_NONE = /0000|9999|1900/;
const LONGEST_SHOWN = 60;
const RANGE = { first: FIRST_DATE, last: LAST_DATE };

/** How to write "no date", in a message about dates that stand for it, such as 9999-12-31; null where a date is required. */
export type NoDate = `for none, ${string}` | null;

/**
 * Reads a date that a person wrote, strictly `YYYY-MM-DD`: other forms mean different dates in different countries. `none`
 * says how to give no date at this place. Throws `usage` (`bad-date`).
 */
export function parseDate(text: string, none: NoDate = 'for none, leave it out'): string {
  if (text !== text.trim() && WRITTEN_DATE.test(text.trim())) {
    throw notADate(text, `there is a blank ${text === text.trimStart() ? 'after' : 'before'} the date`);
  }
  if (!WRITTEN_DATE.test(text)) {
    const form = 'dates are written YYYY-MM-DD, such as 2026-03-31';
    const range = `; they lie between ${FIRST_DATE} and ${LAST_DATE}${none === null ? '' : `; ${none}`}`;
    throw notADate(text, form + (STANDS_FOR_NONE.test(text) ? range : ''));
  }
  if (text < FIRST_DATE || text > LAST_DATE) throw outOfRange(text, none);
  if (!isOnCalendar(text)) throw notADate(text, missingDay(text));
  return text;
}

/** Why `YYYY-MM-DD` is not a date of the calendar. */
function missingDay(text: string): string {
  const month = text.slice(0, -3);
  const days = isOnCalendar(`${month}-01`) ? Temporal.PlainYearMonth.from(month).daysInMonth : undefined;
  return days === undefined
    ? 'a date is year, month and day, and months are 01 to 12'
    : `${month} has the days 01 to ${days}`;
}

/** `date` moved by `days`, which may be negative. */
export function plusDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** How many days `to` is after `from`; negative if it is before. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days;
}

/** `date` + months, clamped to the month's end, + days: the same as the database's `plusTerm`. */
export function plusTerm(date: string, { months, days }: Term): string {
  return Temporal.PlainDate.from(date).add({ months }).add({ days }).toString();
}

function isOnCalendar(text: string): boolean {
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

function notADate(text: string, hint: string): TierctlError {
  const shown = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 1)}…` : text;
  return badDate(text, `"${shown}" is not a date`, hint, RANGE);
}

function outOfRange(text: string, none: NoDate): TierctlError {
  const message = `"${text}" is not a date between ${FIRST_DATE} and ${LAST_DATE}`;
  return badDate(text, message, none ?? undefined, RANGE);
}
