import { describe, expect, test } from 'vitest';
import {
  byLength,
  distinctPeriods,
  formatRenewalPeriod,
  parseRenewalPeriod,
  sameLength,
} from '../../../src/domain/items/renewal-period.ts';

test.each([
  ['P1M', { value: 1, unit: 'month' }, '1 month'],
  ['P12M', { value: 12, unit: 'month' }, '12 months'],
  ['P1Y', { value: 1, unit: 'year' }, '1 year'],
  ['P1Y6M', { value: 18, unit: 'month' }, '18 months'],
  ['P2W', { value: 2, unit: 'week' }, '2 weeks'],
  ['P30D', { value: 30, unit: 'day' }, '30 days'],
])('%s', (text, period, words) => {
  expect(parseRenewalPeriod(text)).toEqual(period);
  expect(formatRenewalPeriod(period)).toBe(words);
});

test.each(['P1M3D', 'P0M', '1 month', 'monthly', ''])('%j is refused', (text) => {
  expect(() => parseRenewalPeriod(text)).toThrow(
    expect.objectContaining({ kind: 'usage', code: 'bad-renewal-period' }),
  );
});

describe('lengths are compared, not spellings', () => {
  test.each([
    [12, 'month', 1, 'year', true],
    [24, 'MONTH', 2, 'Years', true],
    [1, 'week', 7, 'day', true],
    [2, ' Weeks ', 14, 'DAYS', true],
    [1, 'month', 30, 'day', false],
    [1, 'month', 1, 'year', false],
    [4, 'week', 1, 'month', false],
    [1, 'fortnight', 1, 'Fortnight', true],
    [1, 'fortnight', 14, 'day', false],
  ])('%d %s and %d %s', (value, unit, otherValue, otherUnit, same) => {
    expect(sameLength({ value, unit }, { value: otherValue, unit: otherUnit })).toBe(same);
  });

  test('a list keeps the first of each length', () => {
    const year = { value: 1, unit: 'year' };
    const month = { value: 1, unit: 'month' };
    expect(distinctPeriods([year, month, { value: 12, unit: 'month' }, month])).toEqual([year, month]);
  });

  test('short periods come first, unknown units last', () => {
    const sorted = ['1 fortnight', '1 year', '2 month', '45 day', '1 week', '1 month'].map((text) => {
      const [value, unit = ''] = text.split(' ');
      return { value: Number(value), unit };
    });
    expect(sorted.sort(byLength).map(formatRenewalPeriod)).toEqual([
      '1 week',
      '1 month',
      '45 days',
      '2 months',
      '1 year',
      '1 fortnight',
    ]);
  });
});
