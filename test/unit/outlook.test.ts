import { expect, test } from 'vitest';
import { outlook } from '../../src/domain/outlook.ts';
import type { Path } from '../../src/domain/path.ts';
import { isInWindow } from '../../src/domain/window.ts';

const item = { id: 'i', articleNumber: 'I', name: 'I' };
const path: Path = {
  id: 'p',
  name: 'P',
  source: item,
  destination: item,
  effectiveFrom: '2026-02-01',
  effectiveUntil: '2026-02-28',
  overLimit: 'block',
  description: null,
  isDefault: true,
};

test.each([
  ['active', '2026-02-01', true, { event: 'moves', date: '2026-02-01', reason: null }],
  ['active', '2026-02-28', true, { event: 'moves', date: '2026-02-28', reason: null }],
  ['active', '2026-01-31', true, { event: 'stays', date: '2026-01-31', reason: 'path-not-effective' }],
  ['active', '2026-03-01', false, { event: 'stays', date: '2026-03-01', reason: 'path-not-effective' }],
  ['active', '2026-02-01', false, { event: 'stays', date: '2026-02-01', reason: 'destination-inactive' }],
  ['active', null, true, { event: 'not-due', date: null, reason: null }],
  ['ended', '2026-02-01', true, { event: 'over', date: null, reason: null }],
] as const)('%s, due on %s, destination active: %s', (status, dueOn, destinationActive, expected) => {
  expect(outlook({ status, dueOn }, { path, destinationActive })).toEqual(expected);
});

test('without a path it stays', () => {
  expect(outlook({ status: 'active', dueOn: '2026-02-01' }, undefined)).toEqual({
    event: 'stays',
    date: '2026-02-01',
    reason: 'no-path',
  });
});

test('an open end of a window lets every date in', () => {
  expect(isInWindow({ effectiveFrom: null, effectiveUntil: null }, '1900-01-01')).toBe(true);
  expect(isInWindow({ effectiveFrom: null, effectiveUntil: '2026-01-01' }, '1900-01-01')).toBe(true);
  expect(isInWindow({ effectiveFrom: '2026-01-01', effectiveUntil: null }, '2999-12-31')).toBe(true);
});
