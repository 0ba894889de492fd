import { parseTerm, type Term } from './term.ts';
import { hasCode, TierctlError } from './tierctl-error.ts';

/** How often an item renews, as the billing table has it: `{ value: 12, unit: 'month' }`. */
export interface RenewalPeriod {
  readonly value: number;
  /** Day, week, month or year; rows written by hand may spell it otherwise. */
  readonly unit: string;
}

const LETTERS: Readonly<Record<string, string>> = { day: 'D', week: 'W', month: 'M', year: 'Y' };

/** Reads a period of one unit, such as `P1M`, `P2W` or `P1Y`. Throws `usage` (`bad-renewal-period`). */
export function parseRenewalPeriod(text: string): RenewalPeriod {
  const { months, days } = readTerm(text);
  if (months > 0 && days > 0) throw badPeriod(text);
  if (days > 0)
    return /W$/i.test(text.trim()) && days % 7 === 0 ? period(days / 7, 'week') : period(days, 'day');
  return months % 12 === 0 && /Y$/i.test(text.trim()) ? period(months / 12, 'year') : period(months, 'month');
}

/** As a person says it: `1 month`, `12 months`. */
export function formatRenewalPeriod({ value, unit }: RenewalPeriod): string {
  const singular = unit.trim().toLowerCase().replace(/s$/, '');
  return `${value} ${singular}${value === 1 ? '' : 's'}`;
}

/** As parseRenewalPeriod reads it: `P1M`; null where tierctl does not know the unit. */
export function writeRenewalPeriod({ value, unit }: RenewalPeriod): string | null {
  const letter = LETTERS[unit.trim().toLowerCase().replace(/s$/, '')];
  return letter === undefined ? null : `P${value}${letter}`;
}

/** Whether the two are the same length of time: 12 months are 1 year, 1 week is 7 days. */
export function sameLength(one: RenewalPeriod, other: RenewalPeriod): boolean {
  return canonical(one) === canonical(other);
}

/** The given periods, those of a length that came before left out. */
export function distinctPeriods(periods: readonly RenewalPeriod[]): RenewalPeriod[] {
  return [...new Map([...periods].reverse().map((one) => [canonical(one), one])).values()].reverse();
}

/** Short periods first; units that tierctl does not know last. */
export function byLength(one: RenewalPeriod, other: RenewalPeriod): number {
  return (
    approximateDays(one) - approximateDays(other) || canonical(one).localeCompare(canonical(other), 'en')
  );
}

/** The same text for periods of the same length, however they are spelled. */
export function canonical({ value, unit }: RenewalPeriod): string {
  switch (unit.trim().toLowerCase().replace(/s$/, '')) {
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

function approximateDays(one: RenewalPeriod): number {
  const [value, unit] = canonical(one).split(' ');
  if (unit === 'day') return Number(value);
  return unit === 'month' ? Number(value) * 30.4 : Number.MAX_VALUE;
}

function period(value: number, unit: 'day' | 'week' | 'month' | 'year'): RenewalPeriod {
  return { value, unit };
}

function readTerm(text: string): Term {
  try {
    return parseTerm(text);
  } catch (error) {
    throw hasCode(error, 'bad-term') ? badPeriod(text) : error;
  }
}

function badPeriod(text: string): TierctlError {
  return new TierctlError('usage', 'bad-renewal-period', `"${text}" cannot be a renewal period`, {
    hint: 'give one number and one unit, such as P1M, P1Y, P2W or P30D',
    data: { value: text },
  });
}
