import { expect, test } from 'vitest';
import { outlook } from '../../src/domain/outlook.ts';
import { isInWindow } from '../../src/domain/window.ts';

test.each([
  ['active', '2026-02-01', null, { event: 'moves', date: '2026-02-01', reason: null }],
  ['active', '2026-02-01', 'no-path', { event: 'stays', date: '2026-02-01', reason: 'no-path' }],
  ['active', null, 'no-path', { event: 'not-due', date: null, reason: null }],
  ['ended', '2026-02-01', 'no-path', { event: 'over', date: null, reason: null }],
] as const)('%s, due on %s, reason to stay: %s', (status, dueOn, reason, expected) => {
  expect(outlook({ status, dueOn }, reason)).toEqual(expected);
});

test('an open end of a window lets every date in', () => {
  expect(isInWindow({ effectiveFrom: null, effectiveUntil: null }, '1900-01-01')).toBe(true);
  expect(isInWindow({ effectiveFrom: null, effectiveUntil: '2026-01-01' }, '1900-01-01')).toBe(true);
  expect(isInWindow({ effectiveFrom: '2026-01-01', effectiveUntil: null }, '2999-12-31')).toBe(true);
});
