import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { parseTarget } from '../../../src/database/target/target.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { forecast } from '../../support/transitions/forecasts.ts';
import { run } from '../../support/transitions/runs.ts';

const CATALOGUE = {
  items: [
    { articleNumber: 'TRIAL', defaultPath: 'trial ends' },
    { articleNumber: 'INTRO', term: 'P1M', defaultPath: 'intro ends' },
    { articleNumber: 'STANDARD' },
    { articleNumber: 'CLOSED', defaultPath: 'too early' },
  ],
  paths: [
    { name: 'trial ends', source: 'TRIAL', destination: 'INTRO' },
    { name: 'intro ends', source: 'INTRO', destination: 'STANDARD' },
    { name: 'too early', source: 'CLOSED', destination: 'STANDARD', until: '2026-01-01' },
  ],
  subscriptions: [
    { account: 'A', item: 'TRIAL', start: '2026-01-01', end: '2026-01-31' },
    { account: 'B', item: 'TRIAL', start: '2026-01-01', end: '2026-02-14' },
    { account: 'B', item: 'INTRO', start: '2026-01-15', end: '2026-02-14' },
    { account: 'C', item: 'CLOSED', start: '2026-01-01', end: '2026-02-20' },
    { account: 'C', item: 'STANDARD', start: '2026-01-01', end: '2026-02-20' },
    { account: 'D', item: 'TRIAL', start: '2026-01-01', end: '2026-12-31' },
  ],
} as const;

const HORIZON = { today: '2026-02-10', until: '2026-03-31' } as const;

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  beforeEach(() => seedInto(db.database, CATALOGUE));

  test('upcoming moves are listed by day, chains included, and moves that are already due are marked', async () => {
    const { upcoming, notMoved, failed } = await forecast(db.database, { ...HORIZON, batchSize: 1 });
    expect(upcoming).toMatchObject({ total: 5, overdue: 1 });
    expect(
      upcoming.days.map(({ date, overdue, path, from, to, count }) =>
        [date, overdue, path, from.articleNumber, to.articleNumber, count].join(' '),
      ),
    ).toEqual([
      '2026-02-01 true trial ends TRIAL INTRO 1',
      '2026-02-15 false intro ends INTRO STANDARD 1',
      '2026-02-15 false trial ends TRIAL INTRO 1',
      '2026-03-01 false intro ends INTRO STANDARD 1',
      '2026-03-15 false intro ends INTRO STANDARD 1',
    ]);
    expect(
      upcoming.transitions.map(({ account, from, to, run: made }) => [account, from.number, to.number, made]),
    ).toEqual([
      ['A', 1, 2, null],
      ['B', 1, 3, null],
      ['B', 2, 4, null],
      ['A', 2, 3, null],
      ['B', 3, 5, null],
    ]);
    expect(notMoved).toMatchObject({
      total: 2,
      byReason: [
        { reason: 'no-path', count: 1 },
        { reason: 'path-not-effective', count: 1 },
      ],
      subscriptions: [
        { account: 'C', number: 1, reason: 'path-not-effective', dueOn: '2026-02-21' },
        { account: 'C', number: 2, reason: 'no-path' },
      ],
    });
    expect(failed).toEqual({ total: 0, subscriptions: [] });
  });

  test('for one path it also shows subscriptions that come to it through another', async () => {
    const { upcoming, notMoved } = await forecast(db.database, { ...HORIZON, path: 'intro ends' });
    expect(upcoming.days.map(({ date, path }) => [date, path])).toEqual([
      ['2026-02-15', 'intro ends'],
      ['2026-03-01', 'intro ends'],
      ['2026-03-15', 'intro ends'],
    ]);
    expect(upcoming.transitions).toHaveLength(3);
    expect(notMoved.total).toBe(0);
    expect((await forecast(db.database, { ...HORIZON, path: 'too early' })).notMoved.total).toBe(1);
  });

  test('of one account, and no more in the lists than asked for', async () => {
    const { upcoming, notMoved } = await forecast(db.database, { ...HORIZON, account: 'B' });
    expect(upcoming.total).toBe(3);
    expect(notMoved.total).toBe(0);
    const short = await forecast(db.database, { ...HORIZON, listed: 1, batchSize: 1 });
    expect(short.upcoming.total).toBe(5);
    expect(short.upcoming.transitions.map(({ account }) => account)).toEqual(['A']);
    expect(short.notMoved.subscriptions).toHaveLength(1);
  });

  test('a subscription that would fail is listed with its error, the others move', async () => {
    const result = await forecast(db.database, { ...HORIZON, maxHops: 1 });
    expect(result.failed).toMatchObject({
      total: 2,
      subscriptions: [
        { account: 'A', number: 1, code: 'hop-limit' },
        { account: 'B', number: 1, code: 'hop-limit' },
      ],
    });
    expect(result.upcoming.total).toBe(1);
  });

  test('nothing is left behind, the run of that day is numbered as if it had never been', async () => {
    const before = await everyRow(db.database);
    await forecast(db.database, { ...HORIZON, maxHops: 1 });
    expect(await everyRow(db.database)).toEqual(before);
    expect(await run(db.database, { asOf: '2026-03-31' })).toMatchObject({
      run: { id: 1 },
      moved: { total: 5 },
    });
  });

  test('the past is shown by history', async () => {
    await expect(forecast(db.database, { today: '2026-02-10', until: '2026-02-09' })).rejects.toMatchObject({
      kind: 'usage',
      code: 'until-before-today',
    });
    const today = await forecast(db.database, { today: '2026-02-10', until: '2026-02-10' });
    expect(today.upcoming).toMatchObject({ total: 1, overdue: 1 });
  });

  test('an unknown path or account is not found', async () => {
    await expect(forecast(db.database, { ...HORIZON, path: 'x' })).rejects.toMatchObject({
      code: 'path-not-found',
    });
    await expect(forecast(db.database, { ...HORIZON, account: 'x' })).rejects.toMatchObject({
      code: 'account-not-found',
    });
  });

  test('it stops between two ranges', async () => {
    const stop = new AbortController();
    const reason = new Error('stopped');
    const stopped = forecast(db.database, {
      ...HORIZON,
      batchSize: 1,
      signal: stop.signal,
      onProgress: () => stop.abort(reason),
    });
    await expect(stopped).rejects.toBe(reason);
  });

  describe('beside others', () => {
    let second: Database;
    // The embedded database has one process and one connection; there, the second is the first.
    beforeAll(async () => {
      second =
        db.url === undefined
          ? db.database
          : await openDatabase(parseTarget(db.url), { client: 'second@test' });
    });
    afterAll(async () => {
      if (second !== db.database) await second.close();
    });

    test('while a run has the lock, it leaves with a clear message, and locks nothing afterwards', async () => {
      const held = await second.acquireLock('run-transitions', 0);
      await expect(forecast(db.database, { ...HORIZON, timeoutMs: 50 })).rejects.toMatchObject({
        kind: 'busy',
        code: 'lock-held',
      });
      await held.release();
      await forecast(db.database, HORIZON);
      await (await second.acquireLock('run-transitions', 0)).release();
    });

    test('runs work in between, and none gets stuck or moves anything twice', async () => {
      const results = await Promise.all([
        forecast(db.database, { ...HORIZON, batchSize: 1, timeoutMs: 120_000 }),
        run(second, { asOf: HORIZON.until, batchSize: 1 }),
        forecast(second, { ...HORIZON, batchSize: 1, timeoutMs: 120_000 }),
        run(db.database, { asOf: HORIZON.until, batchSize: 1 }),
      ]);
      const [, one, , other] = results;
      expect(one.moved.total + other.moved.total).toBe(5);
      expect(one.failed.total + other.failed.total).toBe(0);
      const left = await db.database.kysely
        .selectFrom('tierctl.transition')
        .select('run_id')
        .where('run_id', '=', 0)
        .execute();
      expect(left).toEqual([]);
    });
  });
});
