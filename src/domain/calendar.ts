// Calendar dates without times, as `YYYY-MM-DD` strings: they sort and compare as text, and no time zone can move them.
import { Temporal } from 'temporal-polyfill';
import type { Term } from './term.ts';
import { TierctlError } from './tierctl-error.ts';

export const FIRST_DATE = '1900-01-01';
/** Far enough below the year 9999 that a day or a term after it is still a date on every engine. */
export const LAST_DATE = '2999-12-31';
/** Whatever term begins up to this day ends by LAST_DATE. */
export const LAST_START_OF_ANY_TERM = '2800-01-01';

const WRITTEN_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Reads a date that a person wrote, strictly `YYYY-MM-DD`. Throws `usage` (`bad-date`). */
export function parseDate(text: string): string {
  if (!WRITTEN_DATE.test(text)) throw badDate(text, 'dates are written YYYY-MM-DD, such as 2026-03-31');
  if (isOutOfRange(text)) throw outOfRange(text);
  if (!isOnCalendar(text)) throw badDate(text, 'the calendar has no such day');
  return text;
}

/** Whether it is written as a date that tierctl does not take. Other programs write such days for "no date". */
export function isOutOfRange(text: string): boolean {
  return WRITTEN_DATE.test(text) && (text < FIRST_DATE || text > LAST_DATE);
}

/** `date` moved by `days`, which may be negative. */
export function plusDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
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

function badDate(text: string, hint: string): TierctlError {
  return new TierctlError('usage', 'bad-date', `"${text}" is not a date`, { hint, data: { value: text } });
}

function outOfRange(text: string): TierctlError {
  const message = `"${text}" is not a date between ${FIRST_DATE} and ${LAST_DATE}`;
  return new TierctlError('usage', 'bad-date', message, {
    hint: 'where there is no date, leave it out; a subscription without an end has --no-end, or "none" in a file',
    data: { value: text, first: FIRST_DATE, last: LAST_DATE },
  });
}
