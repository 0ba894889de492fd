import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addUpReasons } from '../../../src/domain/reason-count.ts';
import { addUpDays, firstTransitions, upcoming } from '../../../src/domain/transitions/upcoming.ts';

const item = (articleNumber: string) => ({ id: articleNumber, articleNumber, name: articleNumber });
const day = (date: string, path: string | null, count: number) => ({
  date,
  path,
  direction: 'upgrade' as const,
  from: item('A'),
  to: item('B'),
  count,
});

test('what is alike on a day is counted once, in the order of the days; changes by hand come last', () => {
  const days = addUpDays([
    day('2026-02-02', 'p', 1),
    day('2026-02-01', null, 1),
    day('2026-02-01', 'q', 2),
    day('2026-02-02', 'p', 3),
  ]);
  expect(days.map(({ date, path, count }) => [date, path, count])).toEqual([
    ['2026-02-01', 'q', 2],
    ['2026-02-01', null, 1],
    ['2026-02-02', 'p', 4],
  ]);
});

test('what is due on the day itself, or was before, is overdue', () => {
  const days = [day('2026-01-31', 'p', 1), day('2026-02-01', 'p', 2), day('2026-02-02', 'p', 4)];
  expect(upcoming('2026-02-01', days, [])).toMatchObject({
    total: 7,
    overdue: 3,
    days: [{ overdue: true }, { overdue: true }, { overdue: false }],
  });
});

const transition = fc.record({
  effectiveDate: fc.constantFrom('2026-02-01', '2026-02-02', '2026-02-03'),
  account: fc.constantFrom('A', 'B'),
  from: fc.record({ number: fc.integer({ min: 1, max: 9 }), item: fc.constant(item('A')) }),
});

test('the first of several parts are the first of all', () => {
  fc.assert(
    fc.property(fc.array(fc.array(transition)), fc.integer({ min: 1, max: 6 }), (parts, limit) => {
      const inParts = parts.reduce<(typeof parts)[number]>(
        (some, more) => firstTransitions(some, more, limit),
        [],
      );
      expect(inParts).toEqual(firstTransitions(parts.flat(), [], limit));
      expect(inParts).toHaveLength(Math.min(limit, parts.flat().length));
    }),
  );
});

test('reasons of several parts are added up', () => {
  expect(
    addUpReasons([
      { reason: 'no-path', count: 1 },
      { reason: 'over-limit', count: 2 },
      { reason: 'no-path', count: 4 },
    ]),
  ).toEqual([
    { reason: 'no-path', count: 5 },
    { reason: 'over-limit', count: 2 },
  ]);
});
