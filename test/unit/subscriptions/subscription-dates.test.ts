import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plusDays } from '../../../src/domain/calendar.ts';
import {
  applyRule,
  checkEndDate,
  checkFromDate,
  termEnd,
} from '../../../src/domain/subscriptions/subscription-dates.ts';

const days = fc.integer({ min: 0, max: 3000 }).map((n) => plusDays('2024-01-01', n));

test.each([
  ['2026-01-01', { months: 3, days: 0 }, '2026-03-31'],
  ['2026-01-31', { months: 1, days: 0 }, '2026-02-27'],
  ['2024-02-29', { months: 12, days: 0 }, '2025-02-27'],
  ['2026-03-01', { months: 0, days: 14 }, '2026-03-14'],
  ['2026-03-01', { months: 0, days: 1 }, '2026-03-01'],
  ['2026-03-01', null, null],
])('a subscription from %s with the term %o ends on %s', (start, term, end) => {
  expect(termEnd(start, term)).toBe(end);
});

test.each([
  ['2999-12-31', { months: 0, days: 1 }, '2999-12-31'],
  ['2999-01-01', { months: 12, days: 0 }, '2999-12-31'],
  ['2999-12-31', null, null],
  ['2999-12-31', { months: 0, days: 2 }, undefined],
  ['2999-01-02', { months: 12, days: 0 }, undefined],
])('a term ends by the last date there is, or is refused: from %s, %o', (start, term, end) => {
  if (end !== undefined) expect(termEnd(start, term)).toBe(end);
  else
    expect(() => termEnd(start, term)).toThrow(
      expect.objectContaining({ kind: 'refused', code: 'end-beyond-calendar' }),
    );
});

test('the table of a monthly chain in the docs is what is computed', () => {
  const text = readFileSync(new URL('../../../docs/concepts.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| (\d+) \| (\d{4}-\d{2}-\d{2}) \| (\d{4}-\d{2}-\d{2}) \|$/gm)];
  expect(rows).toHaveLength(13);
  let start = '2026-01-31';
  for (const [place, [, number, from, until]] of rows.entries()) {
    const end = termEnd(start, { months: 1, days: 0 }) ?? '';
    expect([number, from, until]).toEqual([String(place + 1), start, end]);
    start = plusDays(end, 1);
  }
});

test('an end date is the last day: it may be the first, never one before', () => {
  fc.assert(
    fc.property(days, days, (startDate, endDate) => {
      const check = () => checkEndDate({ startDate, endDate });
      if (endDate >= startDate) expect(check).not.toThrow();
      else expect(check).toThrow(expect.objectContaining({ kind: 'refused', code: 'end-before-start' }));
    }),
  );
  expect(() => checkEndDate({ startDate: '2026-01-01', endDate: null })).not.toThrow();
});

test('a from date is taken exactly when the predecessor keeps a day and no day lies between the two', () => {
  fc.assert(
    fc.property(
      days,
      fc.option(fc.nat(60)),
      fc.integer({ min: -5, max: 70 }),
      (startDate, length, offset) => {
        const endDate = length === null ? null : plusDays(startDate, length);
        const fromDate = plusDays(startDate, offset);
        const predecessorEnd = plusDays(fromDate, -1);
        const fits = predecessorEnd >= startDate && (endDate === null || predecessorEnd <= endDate);
        const check = () => checkFromDate({ startDate, endDate }, fromDate);
        if (fits) expect(check).not.toThrow();
        else {
          const code = predecessorEnd < startDate ? 'from-date-too-early' : 'from-date-too-late';
          expect(check).toThrow(expect.objectContaining({ kind: 'refused', code }));
        }
      },
    ),
  );
});

describe('when it applies', () => {
  test.each([
    [undefined, undefined, 'on_end_date'],
    [undefined, '2026-01-01', 'from_date'],
    ['from_date', '2026-01-01', 'from_date'],
    ['on_end_date', undefined, 'on_end_date'],
  ] as const)('%s with the date %s is %s', (apply, fromDate, rule) => {
    expect(applyRule(apply, fromDate)).toBe(rule);
  });

  test.each([
    ['from_date', undefined, 'from-date-missing'],
    ['on_end_date', '2026-01-01', 'from-date-unused'],
  ] as const)('%s with the date %s is a usage error', (apply, fromDate, code) => {
    expect(() => applyRule(apply, fromDate)).toThrow(expect.objectContaining({ kind: 'usage', code }));
  });
});
