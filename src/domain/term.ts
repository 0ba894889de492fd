import { badTerm } from './problems.ts';

/** A length of calendar time: months first (month ends clamp), then days. One of the two is above zero. */
export interface Term {
  readonly months: number;
  readonly days: number;
}

export const LONGEST_TERM: Term = { months: 1200, days: 36_500 };

const ISO_DURATION = /^P(?:(\d{1,5})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,5})D)?$/i;

/** Reads an ISO 8601 period without times, such as `P3M`, `P2W` or `P1Y6M10D`. Throws `usage` (`bad-term`). */
export function parseTerm(text: string): Term {
  const match = ISO_DURATION.exec(text.trim());
  if (match === null || text.trim().length < 3) {
    throw badTerm(text, 'it is not a period');
  }
  const [years, months, weeks, days] = match.slice(1).map((digits) => Number(digits ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  const term = { months: years * 12 + months, days: weeks * 7 + days };
  if (term.months === 0 && term.days === 0) throw badTerm(text, 'it has no length');
  if (term.months > LONGEST_TERM.months || term.days > LONGEST_TERM.days) {
    throw badTerm(text, `it is longer than ${formatTerm(LONGEST_TERM)}`);
  }
  return term;
}

/** The one spelling of a term: whole years as years (`P12M` is `P1Y`), weeks as days (`P2W` is `P14D`). */
export function formatTerm({ months, days }: Term): string {
  const calendar = months === 0 ? '' : months % 12 === 0 ? `${months / 12}Y` : `${months}M`;
  return `P${calendar}${days === 0 ? '' : `${days}D`}`;
}
