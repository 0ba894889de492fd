import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatTerm, LONGEST_TERM, parseTerm } from '../../src/domain/term.ts';

test.each([
  ['P3M', { months: 3, days: 0 }, 'P3M'],
  ['P1Y', { months: 12, days: 0 }, 'P1Y'],
  ['P12M', { months: 12, days: 0 }, 'P1Y'],
  ['P18M', { months: 18, days: 0 }, 'P18M'],
  ['P14D', { months: 0, days: 14 }, 'P14D'],
  ['P2W', { months: 0, days: 14 }, 'P14D'],
  ['P1Y6M10D', { months: 18, days: 10 }, 'P18M10D'],
  [' p3m ', { months: 3, days: 0 }, 'P3M'],
  ['P100Y', { months: 1200, days: 0 }, 'P100Y'],
])('%s', (text, term, canonical) => {
  expect(parseTerm(text)).toEqual(term);
  expect(formatTerm(term)).toBe(canonical);
});

describe('no term', () => {
  test.each([
    '',
    'P',
    '3M',
    'PM',
    'P0M',
    'P0Y0D',
    'P-1M',
    'P1.5M',
    'P1M3Y',
    'PT1H',
    'P1DT1H',
    'P1201M',
    'P101Y',
    'P36501D',
    'P99999999999M',
    '3 months',
  ])('%j', (text) => {
    expect(() => parseTerm(text)).toThrow(expect.objectContaining({ kind: 'usage', code: 'bad-term' }));
  });
});

test('the canonical spelling says the same', () => {
  const months = fc.integer({ min: 0, max: LONGEST_TERM.months });
  const days = fc.integer({ min: 0, max: LONGEST_TERM.days });
  const term = fc.record({ months, days }).filter((one) => one.months + one.days > 0);
  fc.assert(
    fc.property(term, (one) => {
      expect(parseTerm(formatTerm(one))).toEqual(one);
    }),
  );
});
