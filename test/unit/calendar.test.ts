import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  FIRST_DATE,
  LAST_DATE,
  LAST_START_OF_ANY_TERM,
  parseDate,
  plusDays,
  plusTerm,
} from '../../src/domain/calendar.ts';
import { LONGEST_TERM } from '../../src/domain/term.ts';

describe('a date', () => {
  test.each(['2026-02-28', '2024-02-29', FIRST_DATE, LAST_DATE])('%s is one', (text) => {
    expect(parseDate(text)).toBe(text);
  });

  test.each([
    '2026-02-30',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '26-01-01',
    '2026-1-1',
    '20260101',
    '2026-01-01T00:00',
    ' 2026-01-01',
    '2026-01-01[u-ca=hebrew]',
    '',
    'tomorrow',
    '1899-12-31',
    '9999-12-31',
    '0000-01-01',
    '+02026-01-01',
  ])('%j is none', (text) => {
    expect(() => parseDate(text)).toThrow(expect.objectContaining({ kind: 'usage', code: 'bad-date' }));
  });
});

test.each(['9999-12-31', '0000-00-00', '1900-01-00', '1899-12-31', '3000-01-01'])(
  'the error for %s names the allowed dates',
  (text) => {
    expect(() => parseDate(text)).toThrow(
      expect.objectContaining({
        message: `"${text}" is not a date between 1900-01-01 and 2999-12-31`,
        hint: 'for none, leave it out',
      }),
    );
  },
);

test('a blank beside a date is named', () => {
  expect(() => parseDate(' 2026-01-01')).toThrow(
    expect.objectContaining({ hint: 'there is a blank before the date' }),
  );
  expect(() => parseDate('2026-01-01 ')).toThrow(
    expect.objectContaining({ hint: 'there is a blank after the date' }),
  );
});

test('whatever term begins on the last day for any ends by the last date', () => {
  const lastDayOf = (start: string) => plusDays(plusTerm(start, LONGEST_TERM), -1);
  expect(lastDayOf(LAST_START_OF_ANY_TERM) <= LAST_DATE).toBe(true);
  expect(lastDayOf(plusDays(LAST_START_OF_ANY_TERM, 60)) > LAST_DATE).toBe(true);
});

describe('a term', () => {
  test.each([
    ['2026-01-31', { months: 1, days: 0 }, '2026-02-28'],
    ['2024-01-31', { months: 1, days: 0 }, '2024-02-29'],
    ['2026-01-31', { months: 1, days: 1 }, '2026-03-01'],
    ['2024-02-29', { months: 12, days: 0 }, '2025-02-28'],
    ['2026-10-31', { months: 6, days: 0 }, '2027-04-30'],
    ['2026-03-10', { months: 0, days: 14 }, '2026-03-24'],
  ])('%s plus %o is %s', (date, term, sum) => {
    expect(plusTerm(date, term)).toBe(sum);
  });
});

test('days are counted as on a wall calendar, over every clock change', () => {
  const day = fc.integer({ min: -20_000, max: 200_000 });
  const back = fc.integer({ min: -1_000, max: 1_000 });
  fc.assert(
    fc.property(day, back, (offset, days) => {
      const date = iso(offset);
      expect(plusDays(date, days)).toBe(iso(offset + days));
      expect(plusDays(plusDays(date, days), -days)).toBe(date);
    }),
  );
});

function iso(daysSince1970: number): string {
  return new Date(daysSince1970 * 86_400_000).toISOString().slice(0, 10);
}
