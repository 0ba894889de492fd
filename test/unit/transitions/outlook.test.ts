import { expect, test } from 'vitest';
import { isInWindow } from '../../../src/domain/paths/window.ts';
import { outlook } from '../../../src/domain/transitions/outlook.ts';
import { NOTHING_TAKEN } from '../../../src/domain/transitions/taken-away.ts';

const GOLD = { id: 'g', articleNumber: 'GOLD', name: 'Gold' };

test.each([
  ['active', '2026-02-01', null, { event: 'moves', date: '2026-02-01', reason: null }],
  ['active', '2026-02-01', 'over-limit', { event: 'stays', date: '2026-02-01', reason: 'over-limit' }],
  ['active', null, 'no-path', { event: 'not-due', date: null, reason: null }],
] as const)('%s, due on %s, reason to stay: %s', (status, dueOn, reason, expected) => {
  const path = { rule: 'override', name: 'Trial to Gold' } as const;
  const move = { successorEnd: '2026-12-31', takenAway: NOTHING_TAKEN };
  expect(outlook({ status, dueOn, path, change: null }, reason, GOLD, move, [])).toEqual({
    ...expected,
    neverStart: [],
    item: GOLD,
    path: 'Trial to Gold',
    why: 'override',
    ...(dueOn === null ? { successorEnd: null, takenAway: null } : move),
  });
});

test('what has ended becomes nothing', () => {
  const path = { rule: 'default', name: 'Trial to Gold' } as const;
  const subscription = { status: 'ended', dueOn: '2026-02-01', path, change: null } as const;
  expect(outlook(subscription, null, GOLD, null, [])).toEqual({
    neverStart: [],
    event: 'over',
    date: null,
    item: null,
    path: null,
    why: null,
    reason: null,
    successorEnd: null,
    takenAway: null,
  });
});

test.each([
  ['default', null, null, { path: null, item: null, why: 'default' }],
  ['none', null, null, { path: null, item: null, why: 'none' }],
  ['override', null, '2026-02-01', { path: null, item: GOLD, why: 'change' }],
] as const)('by rule %s to %s, with a change on %s', (rule, name, on, expected) => {
  const subscription = {
    status: 'active',
    dueOn: '2026-02-01',
    path: { rule, name },
    change: on === null ? null : { item: GOLD, on, keepsEnd: true },
  } as const;
  expect(outlook(subscription, null, on === null ? null : GOLD, null, [])).toMatchObject(expected);
});

test('an open end of a window lets every date in', () => {
  expect(isInWindow({ effectiveFrom: null, effectiveUntil: null }, '1900-01-01')).toBe(true);
  expect(isInWindow({ effectiveFrom: null, effectiveUntil: '2026-01-01' }, '1900-01-01')).toBe(true);
  expect(isInWindow({ effectiveFrom: '2026-01-01', effectiveUntil: null }, '2999-12-31')).toBe(true);
});
