import { parseTerm, type Term } from '../term.ts';
import { hasCode } from '../tierctl-error.ts';
import { badRenewalPeriod } from './problems.ts';

/** How often an item renews, as the billing table stores it: `{ value: 12, unit: 'month' }`. */
export interface RenewalPeriod {
  readonly value: number;
  /** Day, week, month or year; rows inserted by hand may spell it differently. */
  readonly unit: string;
}

export interface StoredPeriod extends RenewalPeriod {
  readonly id: string;
}

const LETTERS: ReadonlyMap<string, string> = new Map([
  ['day', 'D'],
  ['week', 'W'],
  ['month', 'M'],
  ['year', 'Y'],
]);

/** Reads a period of one unit, such as `P1M`, `P2W` or `P1Y`. Throws `usage` (`bad-renewal-period`). */
export function parseRenewalPeriod(text: string): RenewalPeriod {
  const { months, days } = readTerm(text);
  if (months > 0 && days > 0) throw badRenewalPeriod(text);
  if (days > 0)
    return /W$/i.test(text.trim()) && days % 7 === 0 ? period(days / 7, 'week') : period(days, 'day');
  return months % 12 === 0 && /Y$/i.test(text.trim()) ? period(months / 12, 'year') : period(months, 'month');
}

/** For messages: `1 month`, `12 months`. */
export function formatRenewalPeriod({ value, unit }: RenewalPeriod): string {
  return `${value} ${unitOf(unit)}${value === 1 ? '' : 's'}`;
}

/** In the syntax of parseRenewalPeriod: `P1M`; null where tierctl does not know the unit. */
export function writeRenewalPeriod({ value, unit }: RenewalPeriod): string | null {
  const letter = LETTERS.get(unitOf(unit));
  return letter === undefined ? null : `P${value}${letter}`;
}

/** Whether the two are the same length of time: 12 months are 1 year, 1 week is 7 days. */
export function sameLength(one: RenewalPeriod, other: RenewalPeriod): boolean {
  // Fast path: nearly all are spelled alike, and a long ladder compares thousands.
  return one.unit === other.unit ? one.value === other.value : canonical(one) === canonical(other);
}

/** The given periods, without those whose length was already listed. */
export function distinctPeriods(periods: readonly RenewalPeriod[]): RenewalPeriod[] {
  return [...new Map([...periods].reverse().map((one) => [canonical(one), one])).values()].reverse();
}

/** Short periods first; units that tierctl does not know last. */
export function byLength(one: RenewalPeriod, other: RenewalPeriod): number {
  if (one.unit === other.unit) return one.value - other.value;
  return (
    approximateDays(one) - approximateDays(other) || canonical(one).localeCompare(canonical(other), 'en')
  );
}

/** The same text for periods of the same length, however they are spelled. */
export function canonical({ value, unit }: RenewalPeriod): string {
  switch (unitOf(unit)) {
    case 'day':
      return `${value} day`;
    case 'week':
      return `${value * 7} day`;
    case 'month':
      return `${value} month`;
    case 'year':
      return `${value * 12} month`;
    default:
      return `${value} ${unit.trim().toLowerCase()}`;
  }
}

function approximateDays({ value, unit }: RenewalPeriod): number {
  switch (unitOf(unit)) {
    case 'day':
      return value;
    case 'week':
      return value * 7;
    case 'month':
      return value * 30.4;
    case 'year':
      return value * 12 * 30.4;
    default:
      return Number.MAX_VALUE;
  }
}

/** In the singular and in lower case. */
function unitOf(unit: string): string {
  return LETTERS.has(unit) ? unit : unit.trim().toLowerCase().replace(/s$/, '');
}

function period(value: number, unit: 'day' | 'week' | 'month' | 'year'): RenewalPeriod {
  return { value, unit };
}

function readTerm(text: string): Term {
  try {
    return parseTerm(text);
  } catch (error) {
    throw hasCode(error, 'bad-term') ? badRenewalPeriod(text) : error;
  }
}
