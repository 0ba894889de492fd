import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { parseTarget } from '../../../src/database/target/target.ts';
import { nothingReverted } from '../../../src/domain/transitions/revert.ts';
import { setUsage } from '../../../src/operations/subscriptions/set-usage.ts';
import { listHistory } from '../../../src/operations/transitions/list-history.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { readChains } from '../../support/transitions/chains.ts';
import {
  dryRevert,
  everythingButRecords,
  type RevertOptions,
  revert,
} from '../../support/transitions/reverts.ts';
import { run } from '../../support/transitions/runs.ts';

const CATALOGUE = {
  items: [
    { articleNumber: 'TRIAL', attributes: ['domain'], defaultPath: 'trial ends' },
    { articleNumber: 'INTRO', term: 'P1M', attributes: ['domain'], defaultPath: 'intro ends' },
    { articleNumber: 'STANDARD', attributes: ['domain'] },
  ],
  paths: [
    { name: 'trial ends', source: 'TRIAL', destination: 'INTRO', map: { domain: 'domain' } },
    { name: 'intro ends', source: 'INTRO', destination: 'STANDARD', map: { domain: 'domain' } },
  ],
} as const;

const trial = (account: string, end = '2026-01-31') => ({
  account,
  item: 'TRIAL',
  start: '2026-01-01',
  end,
  attributes: { domain: `${account}.example` },
});

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const rows = () => everythingButRecords(db.database);
  const chains = async () =>
    Object.entries(await db.read((session) => readChains(session))).map(
      ([root, links]) => `${root} ${links.map(({ item }) => item).join(' ')}`,
    );
  const set = (account: string, number: number, columns: Record<string, unknown>) =>
    db.database.kysely
      .updateTable('tierctl.subscription')
      .set(columns)
      .where('account_id', '=', account)
      .where('number', '=', number)
      .execute();

  // A moves by a chain of two hops, B and C by one.
  beforeEach(() =>
    seedInto(db.database, {
      ...CATALOGUE,
      subscriptions: [trial('A'), trial('B', '2026-02-27'), trial('C', '2026-02-28')],
    }),
  );

  test('everything is as before, and the history shows both', async () => {
    const before = await rows();
    await run(db.database, { asOf: '2026-03-01' });
    expect(await chains()).toEqual(['A/1 TRIAL INTRO STANDARD', 'B/1 TRIAL INTRO', 'C/1 TRIAL INTRO']);
    const undone = await revert(db.database, { id: 1, batchSize: 1 });
    expect(undone).toMatchObject({
      run: { id: 2, kind: 'revert', status: 'finished', reverts: 1, moved: 4, notMoved: 0, failed: 0 },
      reverts: { id: 1, kind: 'transitions', moved: 4 },
      reverted: {
        total: 4,
        byPath: [
          { path: 'intro ends', direction: 'none', count: 1 },
          { path: 'trial ends', direction: 'none', count: 3 },
        ],
      },
      refused: { total: 0, byReason: [], transitions: [] },
      remaining: 0,
    });
    expect(undone.reverted.transitions).toHaveLength(4);
    expect(await rows()).toEqual(before);
    const history = (asked: object) =>
      db.read((session) =>
        listHistory(session, {
          path: undefined,
          account: undefined,
          subscription: undefined,
          run: undefined,
          limit: 10,
          ...asked,
        }),
      );
    const made = await history({ run: 1 });
    expect(made.transitions.map(({ run: by, reverted }) => [by, reverted])).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
    expect(await history({ run: 2 })).toEqual(made);
    expect((await history({ subscription: 'A/3' })).transitions).toMatchObject([
      { from: { number: 2, item: { articleNumber: 'INTRO' } }, to: { number: 3 }, reverted: 2 },
    ]);
  });

  test('what was undone is due again, and moves under the same numbers', async () => {
    await run(db.database, { asOf: '2026-03-01' });
    const first = await rows();
    await revert(db.database, { id: 1 });
    expect(await run(db.database, { asOf: '2026-03-01' })).toMatchObject({
      run: { id: 3 },
      moved: { total: 4 },
    });
    const again = await rows();
    const withoutRun = (table: string[] | undefined) =>
      table?.map((row) => row.replace(/"ended_run":\d+/, '"ended_run":0'));
    expect(withoutRun(again['tierctl.subscription'])).toEqual(withoutRun(first['tierctl.subscription']));
    expect((await revert(db.database, { id: 3 })).reverted.total).toBe(4);
  });

  test('a dry run leaves the database byte for byte as it was', async () => {
    await run(db.database, { asOf: '2026-03-01' });
    const before = await everyRow(db.database);
    expect(await dryRevert(db.database, { id: 1 })).toMatchObject({ run: { id: 2 }, reverted: { total: 4 } });
    expect(await everyRow(db.database)).toEqual(before);
  });

  test('what was touched since stands, each with its reason; what came before it in the chain, too', async () => {
    await seedInto(db.database, {
      subscriptions: ['D', 'E', 'F', 'G'].map((account) => trial(account, '2026-02-28')),
    });
    await run(db.database, { asOf: '2026-03-01' });
    await set('A', 3, { revision: 1 });
    await run(db.database, { asOf: '2026-03-28', account: 'B' });
    await set('D', 2, { status: 'ended' });
    await set('E', 2, { revision: 1, change_item_id: null });
    await db.change((session) =>
      setUsage(session, { subscription: 'F/2', usage: [{ service: 'email', amount: 1 }] }),
    );
    const { items } = await seedInto(db.database, {});
    await set('G', 2, { change_item_id: items.STANDARD, change_on: '2026-03-15' });

    const undone = await revert(db.database, { id: 1, batchSize: 2 });
    expect(undone.reverted.transitions.map(({ account }) => account)).toEqual(['C']);
    expect(
      undone.refused.transitions.map(({ account, from, reason }) => `${account}/${from.number} ${reason}`),
    ).toEqual([
      'A/1 later-hop-refused',
      'A/2 successor-changed',
      'B/1 successor-moved',
      'D/1 successor-ended',
      'E/1 successor-changed',
      'F/1 successor-changed',
      'G/1 change-pending',
    ]);
    expect(undone.refused).toMatchObject({
      total: 7,
      byReason: [
        { reason: 'change-pending', count: 1 },
        { reason: 'later-hop-refused', count: 1 },
        { reason: 'successor-changed', count: 3 },
        { reason: 'successor-ended', count: 1 },
        { reason: 'successor-moved', count: 1 },
      ],
    });
    expect(undone.run).toMatchObject({ moved: 1, notMoved: 7 });
    expect((await chains()).slice(0, 3)).toEqual([
      'A/1 TRIAL INTRO STANDARD',
      'B/1 TRIAL INTRO STANDARD',
      'C/1 TRIAL',
    ]);
    // Once the later run is undone, the earlier one can be.
    await revert(db.database, { id: 2 });
    expect(await revert(db.database, { id: 1, account: 'B' })).toMatchObject({ reverted: { total: 1 } });
  });

  test('where nothing can be undone, nothing is written', async () => {
    await run(db.database, { asOf: '2026-03-01' });
    for (const [account, number] of [
      ['A', 3],
      ['B', 2],
      ['C', 2],
    ] as const)
      await set(account, number, { revision: 1 });
    const before = await everyRow(db.database);
    expect(await revert(db.database, { id: 1 })).toMatchObject({
      run: null,
      reverts: { id: 1 },
      reverted: { total: 0 },
      refused: { total: 4, transitions: [{}, {}, {}, {}] },
    });
    expect(await everyRow(db.database)).toEqual(before);
  });

  test('the part asked for: by path, by account, by subscription to the end of its chain', async () => {
    await run(db.database, { asOf: '2026-03-01' });
    const byPath = await revert(db.database, { id: 1, path: 'trial ends' });
    expect(byPath.reverted.total).toBe(2);
    expect(byPath.refused.transitions).toMatchObject([{ account: 'A', reason: 'later-hop-refused' }]);
    expect(await chains()).toEqual(['A/1 TRIAL INTRO STANDARD', 'B/1 TRIAL', 'C/1 TRIAL']);

    const tail = await revert(db.database, { id: 1, subscription: 'A/3' });
    expect(tail.reverted.transitions).toMatchObject([{ from: { number: 2 }, to: { number: 3 } }]);
    expect(await chains()).toContain('A/1 TRIAL INTRO');
    expect(tail.run?.options).toMatchObject({ path: null, account: 'A', subscription: 'A/3' });

    await run(db.database, { asOf: '2026-03-01' });
    const whole = await revert(db.database, { id: 4, subscription: 'A/2' });
    expect(whole.reverted.total).toBe(1);
    expect(await revert(db.database, { id: 1, subscription: 'A/1' })).toMatchObject({
      reverted: { total: 1 },
      refused: { total: 1, byReason: [{ reason: 'already-reverted', count: 1 }] },
    });
    expect(await revert(db.database, { id: 4, account: 'B' })).toMatchObject({ reverted: { total: 1 } });
    expect(await chains()).toEqual(['A/1 TRIAL', 'B/1 TRIAL', 'C/1 TRIAL INTRO']);
  });

  test('what cannot be asked is refused with the reason', async () => {
    await run(db.database, { asOf: '2026-03-01' });
    await run(db.database, { asOf: '2026-03-01' });
    const refused = (code: string, message: string) => ({
      kind: 'refused',
      code,
      message: expect.stringContaining(message),
    });
    const nothing = async (options: RevertOptions) => {
      const result = await revert(db.database, options);
      expect(result).toMatchObject({ run: null, reverts: { id: options.id }, reverted: { total: 0 } });
      return { ...result, error: nothingReverted(result, false) };
    };
    expect(await nothing({ id: 2 })).toMatchObject({
      refused: { total: 0, byReason: [], transitions: [] },
      error: refused('nothing-to-revert', 'run 2'),
    });
    expect(await nothing({ id: 1, subscription: 'A/9' })).toMatchObject({
      refused: { total: 0, byReason: [], transitions: [] },
      error: refused('nothing-to-revert', 'run 1'),
    });
    await expect(revert(db.database, { id: 9 })).rejects.toMatchObject({
      kind: 'not-found',
      code: 'run-not-found',
    });
    await expect(revert(db.database, { id: 1, path: 'x' })).rejects.toMatchObject({ code: 'path-not-found' });
    await expect(revert(db.database, { id: 1, account: 'x' })).rejects.toMatchObject({
      code: 'account-not-found',
    });
    await expect(revert(db.database, { id: 1, subscription: 'A' })).rejects.toMatchObject({ kind: 'usage' });
    await revert(db.database, { id: 1 });
    expect(await nothing({ id: 1 })).toMatchObject({
      revertedBy: [{ run: 3, count: 4 }],
      refused: { total: 4, byReason: [{ reason: 'already-reverted', count: 4 }] },
      error: refused('already-reverted', 'by run 3'),
    });
    expect(await nothing({ id: 3 })).toMatchObject({
      refused: { total: 0 },
      error: refused('run-is-a-revert', 'run 3 undid run 1'),
    });
    expect((await everyRow(db.database))['tierctl.run']).toHaveLength(3);
  });

  test('a revert that stopped half-way is gone on with', async () => {
    const before = await rows();
    await run(db.database, { asOf: '2026-03-01' });
    const stop = new AbortController();
    const stopped = await revert(db.database, {
      id: 1,
      batchSize: 1,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    expect(stopped).toMatchObject({
      run: { status: 'interrupted', moved: 2 },
      reverted: { total: 2 },
      refused: { total: 0 },
      remaining: 2,
    });
    expect(await revert(db.database, { id: 1 })).toMatchObject({
      reverted: { total: 2 },
      refused: { total: 2, byReason: [{ reason: 'already-reverted', count: 2 }] },
    });
    expect(await rows()).toEqual(before);
  });

  test('a run that died is undone as far as it came', async () => {
    await run(db.database, { asOf: '2026-03-01' });
    await db.database.kysely
      .updateTable('tierctl.run')
      .set({ status: 'running', finished_at: null, moved: 0 })
      .execute();
    expect(await revert(db.database, { id: 1 })).toMatchObject({
      reverts: { status: 'abandoned', moved: 4 },
      reverted: { total: 4 },
    });
  });

  describe('where another program holds on to a successor', () => {
    const execute = (statement: RawBuilder<unknown>) => statement.execute(db.database.kysely);
    beforeEach(async () => {
      await execute(sql`create table tierctl.invoice (
        account_id ${sql.raw(db.database.dialect.types.accountId)} not null, number int not null,
        constraint invoice_of foreign key (account_id, number) references tierctl.subscription (account_id, number))`);
      return () => execute(sql`drop table tierctl.invoice`);
    });

    test('its account fails alone, and is as it was before', async () => {
      await run(db.database, { asOf: '2026-03-01' });
      await execute(sql`insert into tierctl.invoice (account_id, number) values ('A', 3)`);
      const undone = await revert(db.database, { id: 1 });
      expect(undone).toMatchObject({
        reverted: { total: 2 },
        refused: { total: 0 },
        failed: {
          total: 2,
          subscriptions: [
            {
              account: 'A',
              number: 1,
              code: 'foreign-key-violation',
              message: expect.stringContaining('invoice'),
            },
            { account: 'A', number: 2 },
          ],
        },
        run: { moved: 2, failed: 2 },
      });
      expect(await chains()).toEqual(['A/1 TRIAL INTRO STANDARD', 'B/1 TRIAL', 'C/1 TRIAL']);
      await execute(sql`delete from tierctl.invoice`);
      expect(await revert(db.database, { id: 1 })).toMatchObject({ reverted: { total: 2 } });
    });
  });

  test('the same number of statements undoes 10 and 1,000', async () => {
    const many = (count: number, from: number) =>
      Array.from({ length: count }, (_, index) => trial(`M${from + index}`, '2026-02-28'));
    const statementsFor = async (count: number, from: number) => {
      await seedInto(db.database, { subscriptions: many(count, from) });
      const made = await run(db.database, { asOf: '2026-03-01' });
      expect(made.moved.total).toBeGreaterThanOrEqual(count);
      db.statements.length = 0;
      const undone = await revert(db.database, { id: made.run.id, batchSize: 10_000 });
      expect(undone.reverted.total).toBe(made.moved.total);
      return db.statements.length;
    };
    const few = await statementsFor(10, 0);
    expect(await statementsFor(1_000, 100)).toBe(few);
    expect(few).toBeLessThan(60);
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

    test('two at once undo each transition once', async () => {
      await run(db.database, { asOf: '2026-03-01' });
      // The one that starts after the other has ended finds nothing to undo.
      const undo = async (database: typeof second) =>
        (await revert(database, { id: 1, batchSize: 1 })).reverted.total;
      const [one, other] = await Promise.all([undo(db.database), undo(second)]);
      expect(one + other).toBe(4);
      expect(await chains()).toEqual(['A/1 TRIAL', 'B/1 TRIAL', 'C/1 TRIAL']);
    });
  });
});
