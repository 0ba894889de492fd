import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FAULTS } from '../../../src/database/faults.ts';
import { noteWaitedFor, type Seen, watchLocks } from '../../../src/database/lock-watch.ts';
import { translatePostgresError } from '../../../src/database/postgres/errors.ts';
import { seenHolders } from '../../../src/database/postgres/lock-holders.ts';
import { translateSqlServerError } from '../../../src/database/sql-server/errors.ts';
import { seenHolder } from '../../../src/database/sql-server/lock-holders.ts';

test.each([
  [[], undefined],
  [
    [{ pid: 7, application_name: 'tierctl anna@office', usename: 'billing' }],
    'tierctl anna@office (user billing, backend 7)',
  ],
  [
    [
      { pid: 0, application_name: null, usename: null },
      { pid: 8, application_name: '', usename: null },
    ],
    'a prepared transaction and another program (backend 8)',
  ],
])('PostgreSQL: %j', (rows, holder) => {
  expect(seenHolders(rows)).toEqual({ holder, needs: undefined });
});

const NOTHING = { session: null, program: null, login: null };

test.each([
  [undefined, { holder: undefined, needs: 'VIEW SERVER STATE' }],
  [
    { ...NOTHING, sees_others: 0 },
    { holder: undefined, needs: 'VIEW SERVER STATE' },
  ],
  [
    { ...NOTHING, sees_others: null },
    { holder: undefined, needs: 'VIEW SERVER STATE' },
  ],
  [
    { ...NOTHING, sees_others: 1 },
    { holder: undefined, needs: undefined },
  ],
  [
    { session: 57, program: 'tierctl anna@office', login: 'billing', sees_others: 1 },
    { holder: 'tierctl anna@office (login billing, session 57)', needs: undefined },
  ],
  [
    { session: 57, program: ' ', login: '', sees_others: 1 },
    { holder: 'another program (session 57)', needs: undefined },
  ],
])('SQL Server: %j', (row, seen) => {
  expect(seenHolder(row)).toEqual(seen);
});

const TIMEOUTS = [
  [
    'PostgreSQL',
    () => Object.assign(new Error('canceling statement due to lock timeout'), { code: '55P03' }),
    translatePostgresError,
  ],
  [
    'SQL Server',
    () => Object.assign(new Error('Lock request time out period exceeded.'), { number: 1222 }),
    translateSqlServerError,
  ],
] as const;

test.each(TIMEOUTS)(
  '%s: the error says who holds the lock, where that was seen',
  (_name, timeout, translate) => {
    const shown = (seen: Seen | undefined) => {
      const error = timeout();
      noteWaitedFor(error, seen);
      const { message, data } = translate(error) as ReturnType<(typeof FAULTS)['lock-timeout']>;
      return { message, data };
    };
    expect(shown({ holder: 'anna', needs: undefined })).toEqual({
      message: 'waited too long for a lock held by anna',
      data: { holder: 'anna' },
    });
    expect(shown({ holder: undefined, needs: 'VIEW SERVER STATE' })).toEqual({
      message:
        'waited too long for a lock; this login may not see who holds it (that needs VIEW SERVER STATE)',
      data: { holder: null },
    });
    expect(shown(undefined)).toEqual({
      message: 'waited too long for a lock; who holds it is not known',
      data: { holder: null },
    });
  },
);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('it is looked at least twice within a wait, and the last that was seen counts', async () => {
  const seen = ['first', 'second', undefined].map((holder) => ({ holder, needs: undefined }));
  const look = vi.fn(async () => seen.shift() ?? { holder: undefined, needs: undefined });
  const watch = watchLocks(look, 10_000);
  await vi.advanceTimersByTimeAsync(9_000);
  expect(look).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await watch.stop()).toEqual({ holder: 'second', needs: undefined });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(look).toHaveBeenCalledTimes(3);
});

test('a look that fails or never ends has seen nothing', async () => {
  const failing = watchLocks(() => Promise.reject(new Error('no such view')), 3_000);
  const endless = watchLocks(() => new Promise(() => undefined), 3_000);
  await vi.advanceTimersByTimeAsync(2_500);
  const stopped = Promise.all([failing.stop(), endless.stop()]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await stopped).toEqual([undefined, undefined]);
});
