import { expect, test } from 'vitest';
import { describeProgress } from '../../src/cli/output/progress.ts';

test.each([
  [{ done: 0, total: 200_000 }, 0, '0 %  0 of 200,000'],
  [{ done: 90_000, total: 200_000 }, 10, '45 %  90,000 of 200,000  9,000/s  0:13 left'],
  [{ done: 1_999, total: 2_000 }, 1_000, '99 %  1,999 of 2,000  2/s  0:01 left'],
  [{ done: 200_000, total: 200_000 }, 20, '100 %  200,000 of 200,000  10,000/s  0:00 left'],
  [{ done: 0, total: 0 }, 1, '100 %  0 of 0'],
])('%j after %d s', (progress, seconds, expected) => {
  expect(describeProgress(progress, seconds)).toBe(expected);
});
