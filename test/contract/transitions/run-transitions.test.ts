import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { readChains } from '../../support/transitions/chains.ts';
import { dryRun, run } from '../../support/transitions/runs.ts';

const TRIAL_TO_PLAN = {
  items: [
    { articleNumber: 'TRIAL', attributes: ['domain', 'note'], defaultPath: 'trial ends' },
    { articleNumber: 'INTRO', term: 'P3M', attributes: ['domain'], defaultPath: 'intro ends' },
    {
      articleNumber: 'STANDARD',
      attributes: ['hostname', { name: 'backup', type: 'boolean', defaultValue: 'true' }],
    },
  ],
  paths: [
    { name: 'trial ends', source: 'TRIAL', destination: 'INTRO', map: { domain: 'domain' } },
    { name: 'intro ends', source: 'INTRO', destination: 'STANDARD', map: { domain: 'hostname' } },
  ],
} as const;

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const chains = () => db.read((session) => readChains(session));

  test('a subscription whose end date has passed is replaced, with its attributes', async () => {
    await seedInto(db.database, {
      ...TRIAL_TO_PLAN,
      subscriptions: [
        {
          account: 'A',
          item: 'TRIAL',
          start: '2026-01-01',
          end: '2026-01-31',
          attributes: { domain: 'a.example', note: 'x' },
        },
        {
          account: 'B',
          item: 'TRIAL',
          start: '2026-01-01',
          end: '2026-02-01',
          attributes: { domain: 'b.example' },
        },
      ],
    });
    const before = await run(db.database, { asOf: '2026-01-31' });
    expect(before).toMatchObject({ moved: { total: 0 }, notMoved: { total: 0 } });

    const result = await run(db.database, { asOf: '2026-02-01' });
    expect(result).toMatchObject({
      run: { id: 2, asOf: '2026-02-01', status: 'finished' },
      moved: { total: 1, byPath: [{ path: 'trial ends', direction: 'none', count: 1 }] },
      notMoved: { total: 0 },
      failed: { total: 0, subscriptions: [] },
      remaining: 0,
    });
    expect(result.moved.transitions).toMatchObject([
      {
        account: 'A',
        from: { number: 1, item: { articleNumber: 'TRIAL' } },
        to: { number: 2, item: { articleNumber: 'INTRO' } },
        path: 'trial ends',
        effectiveDate: '2026-02-01',
        run: 2,
      },
    ]);
    expect((await chains())['A/1']).toEqual([
      {
        number: 1,
        item: 'TRIAL',
        status: 'ended',
        start: '2026-01-01',
        end: '2026-01-31',
        rule: 'default',
        apply: 'on_end_date',
        attributes: { domain: 'a.example', note: 'x' },
        left: { path: 'trial ends', effectiveOn: '2026-02-01', direction: 'none' },
      },
      {
        number: 2,
        item: 'INTRO',
        status: 'active',
        start: '2026-02-01',
        end: '2026-04-30',
        rule: 'default',
        apply: 'on_end_date',
        attributes: { domain: 'a.example' },
        left: undefined,
      },
    ]);
  });

  test('a late run numbers the successors of two chains as punctual runs do: by day, then by predecessor', async () => {
    await seedInto(db.database, {
      ...TRIAL_TO_PLAN,
      subscriptions: [
        { account: 'A', item: 'TRIAL', start: '2026-01-01', end: '2026-06-30' },
        { account: 'A', item: 'TRIAL', start: '2026-01-01', end: '2026-01-30' },
      ],
    });
    const { moved } = await run(db.database, { asOf: '2027-01-01' });
    const numbered = await db.database.kysely
      .selectFrom('tierctl.transition')
      .select(['from_number', 'to_number', 'effective_on'])
      .orderBy('to_number')
      .execute();
    expect(numbered.map((one) => [one.from_number, one.to_number, one.effective_on])).toEqual([
      [2, 3, '2026-01-31'],
      [3, 4, '2026-04-30'],
      [1, 5, '2026-07-01'],
      [5, 6, '2026-10-01'],
    ]);
    expect(moved.total).toBe(4);
  });

  test('an account with two chains costs the other accounts nothing: its days are no hops of theirs', async () => {
    const days = Array.from({ length: 28 }, (_, index) => String(index + 1).padStart(2, '0'));
    await seedInto(db.database, {
      items: [
        { articleNumber: 'A', term: 'P1M', defaultPath: 'a to b' },
        { articleNumber: 'B', term: 'P1M', defaultPath: 'b to a' },
        { articleNumber: 'C', term: 'P10D', defaultPath: 'c to c2' },
        { articleNumber: 'C2', term: 'P10D', defaultPath: 'c2 to c' },
      ],
      paths: [
        { name: 'a to b', source: 'A', destination: 'B' },
        { name: 'b to a', source: 'B', destination: 'A' },
        { name: 'c to c2', source: 'C', destination: 'C2' },
        { name: 'c2 to c', source: 'C2', destination: 'C' },
      ],
      subscriptions: [
        ...days.map((day) => ({
          account: `X${day}`,
          item: 'A',
          start: '2026-01-01',
          end: `2026-01-${day}`,
        })),
        { account: 'X14', item: 'C', start: '2026-01-01', end: '2026-01-05' },
      ],
    });
    await run(db.database, { asOf: '2026-03-31', batchSize: 100 });
    const moves = await db.database.kysely
      .selectFrom('tierctl.transition')
      .select(['account_id', 'to_number', 'effective_on', 'hop'])
      .orderBy('to_number')
      .execute();
    const own = moves.filter((one) => one.account_id === 'X14');
    // January 6, 16 and 26, …, and the 15th of each month: by day, and on the same day by predecessor.
    expect(own.map((one) => one.effective_on)).toEqual(own.map((one) => one.effective_on).sort());
    expect(own.map((one) => one.to_number)).toEqual(own.map((_, index) => index + 3));
    expect(own).toHaveLength(12);
    // The others move once a month, all of them at once.
    expect(new Set(moves.filter((one) => one.account_id !== 'X14').map((one) => one.hop))).toEqual(
      new Set([1, 2, 3]),
    );
    expect(Math.max(...moves.map((one) => one.hop))).toBeLessThanOrEqual(own.length);
  });

  test('chains that take turns in an account are each measured against the hop limit on their own', async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'A', term: 'P2D', defaultPath: 'a to b' },
        { articleNumber: 'B', term: 'P2D', defaultPath: 'b to a' },
      ],
      paths: [
        { name: 'a to b', source: 'A', destination: 'B' },
        { name: 'b to a', source: 'B', destination: 'A' },
      ],
      subscriptions: [
        { account: 'X', item: 'A', start: '2026-01-01', end: '2026-01-01' },
        { account: 'X', item: 'A', start: '2026-01-01', end: '2026-01-02' },
        { account: 'Y', item: 'A', start: '2026-01-01', end: '2026-01-01' },
      ],
    });
    // The first of each account moves six times, the other one five times, by turns.
    expect(await run(db.database, { asOf: '2026-01-12', maxHops: 6 })).toMatchObject({
      moved: { total: 17 },
      failed: { total: 0 },
    });
    const over = await run(db.database, { asOf: '2026-01-25', maxHops: 6 });
    expect(over.failed.subscriptions).toMatchObject([{ account: 'X', code: 'hop-limit' }]);
    expect(over.moved.total).toBe(12);
  });

  test('one run follows a chain to its end; month ends clamp; defaults fill what no mapping gives', async () => {
    await seedInto(db.database, {
      ...TRIAL_TO_PLAN,
      subscriptions: [
        {
          account: 'A',
          item: 'TRIAL',
          start: '2026-01-01',
          end: '2026-01-30',
          attributes: { domain: 'a.example' },
        },
      ],
    });
    await run(db.database, { asOf: '2027-01-01' });
    const chain = (await chains())['A/1'];
    expect(chain?.map(({ item, start, end, status }) => [item, start, end, status])).toEqual([
      ['TRIAL', '2026-01-01', '2026-01-30', 'ended'],
      ['INTRO', '2026-01-31', '2026-04-29', 'ended'],
      ['STANDARD', '2026-04-30', null, 'active'],
    ]);
    expect(chain?.[2]?.attributes).toEqual({ hostname: 'a.example', backup: 'true' });
  });

  test('from_date ends the predecessor the day before, whatever its end date', async () => {
    await seedInto(db.database, {
      ...TRIAL_TO_PLAN,
      subscriptions: [
        { account: 'A', item: 'TRIAL', start: '2026-01-01', end: '2026-12-31', fromDate: '2026-03-10' },
        { account: 'B', item: 'TRIAL', start: '2026-01-01', fromDate: '2026-03-11' },
      ],
    });
    const result = await run(db.database, { asOf: '2026-03-10' });
    expect(result.moved.total).toBe(1);
    expect((await chains())['A/1']?.map(({ start, end }) => [start, end])).toEqual([
      ['2026-01-01', '2026-03-09'],
      ['2026-03-10', '2026-06-09'],
    ]);
  });

  test('an override takes the place of the default; none means none', async () => {
    await seedInto(db.database, {
      ...TRIAL_TO_PLAN,
      paths: [...TRIAL_TO_PLAN.paths, { name: 'straight', source: 'TRIAL', destination: 'STANDARD' }],
      subscriptions: [
        { account: 'A', item: 'TRIAL', start: '2026-01-01', end: '2026-01-31', path: 'straight' },
        { account: 'B', item: 'TRIAL', start: '2026-01-01', end: '2026-01-31', path: null },
      ],
    });
    const result = await run(db.database, { asOf: '2026-02-01' });
    expect((await chains())['A/1']?.map(({ item }) => item)).toEqual(['TRIAL', 'STANDARD']);
    expect(result.notMoved).toEqual({
      total: 1,
      byReason: [{ reason: 'no-path', count: 1 }],
      subscriptions: [
        expect.objectContaining({ account: 'B', number: 1, dueOn: '2026-02-01', reason: 'no-path' }),
      ],
    });
  });

  test('what stays is counted and listed with its reason', async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'A', defaultPath: 'past' },
        { articleNumber: 'B', defaultPath: 'future' },
        { articleNumber: 'C', defaultPath: 'to the inactive' },
        { articleNumber: 'D' },
        { articleNumber: 'GONE', active: false },
      ],
      paths: [
        { name: 'past', source: 'A', destination: 'D', until: '2026-01-31' },
        { name: 'future', source: 'B', destination: 'D', from: '2026-02-02' },
        { name: 'to the inactive', source: 'C', destination: 'GONE' },
      ],
      subscriptions: ['A', 'B', 'C', 'D'].map((item) => ({
        account: 'ACC',
        item,
        start: '2026-01-01',
        end: '2026-01-31',
      })),
    });
    const result = await run(db.database, { asOf: '2026-06-01' });
    expect(result.moved.total).toBe(0);
    expect(result.notMoved.byReason).toEqual([
      { reason: 'destination-inactive', count: 1 },
      { reason: 'no-path', count: 1 },
      { reason: 'path-not-effective', count: 2 },
    ]);
    expect(result.notMoved.subscriptions.map(({ number, reason, path }) => [number, reason, path])).toEqual([
      [1, 'path-not-effective', 'past'],
      [2, 'path-not-effective', 'future'],
      [3, 'destination-inactive', 'to the inactive'],
      [4, 'no-path', null],
    ]);
  });

  test('windows are inclusive and judged on the day the successor starts, not on the day of the run', async () => {
    await seedInto(db.database, {
      items: [{ articleNumber: 'A', defaultPath: 'february' }, { articleNumber: 'B' }],
      paths: [{ name: 'february', source: 'A', destination: 'B', from: '2026-02-01', until: '2026-02-28' }],
      subscriptions: ['2026-01-30', '2026-01-31', '2026-02-27', '2026-02-28'].map((end) => ({
        account: 'ACC',
        item: 'A',
        start: '2026-01-01',
        end,
      })),
    });
    const result = await run(db.database, { asOf: '2026-12-31' });
    expect(result.moved.transitions.map(({ from, effectiveDate }) => [from.number, effectiveDate])).toEqual([
      [2, '2026-02-01'],
      [3, '2026-02-28'],
    ]);
    expect(result.notMoved.total).toBe(2);
  });

  test('the direction is derived from the ladders', async () => {
    const { items } = await seedInto(db.database, {
      items: ['LOW', 'MID', 'TOP'].map((articleNumber) => ({ articleNumber })),
      paths: [
        { name: 'up', source: 'LOW', destination: 'TOP' },
        { name: 'down', source: 'TOP', destination: 'LOW' },
        { name: 'disputed', source: 'MID', destination: 'TOP' },
      ],
      subscriptions: [
        { account: 'ACC', item: 'LOW', start: '2026-01-01', end: '2026-01-31', path: 'up' },
        { account: 'ACC', item: 'TOP', start: '2026-01-01', end: '2026-01-31', path: 'down' },
        { account: 'ACC', item: 'MID', start: '2026-01-01', end: '2026-01-31', path: 'disputed' },
      ],
    });
    const ladders = [
      ['00000000-0000-4000-8000-000000000001', { LOW: 1, MID: 2, TOP: 3 }],
      ['00000000-0000-4000-8000-000000000002', { MID: 5, TOP: 4 }],
      // Equal levels are equivalents: they neither raise nor lower.
      ['00000000-0000-4000-8000-000000000003', { LOW: 7, TOP: 7 }],
    ] as const;
    let id = 0;
    for (const [group, levels] of ladders) {
      await db.database.kysely
        .insertInto('billing.upgrade_group')
        .values({ id: group, name: group })
        .execute();
      for (const [item, level] of Object.entries(levels)) {
        await db.database.kysely
          .insertInto('billing.upgrade_group_member')
          .values({
            id: `10000000-0000-4000-8000-00000000000${++id}`,
            fk_group_id: group,
            fk_item_id: items[item] ?? '',
            upgrade_level: level,
            upgradeable: true,
            downgradeable: true,
            upgradeable_from: true,
            downgradeable_from: true,
          })
          .execute();
      }
    }
    const result = await run(db.database, { asOf: '2026-02-01' });
    expect(result.moved.byPath).toEqual([
      { path: 'disputed', direction: 'none', count: 1 },
      { path: 'down', direction: 'downgrade', count: 1 },
      { path: 'up', direction: 'upgrade', count: 1 },
    ]);
  });

  test('a second run moves nothing more', async () => {
    await seedInto(db.database, {
      ...TRIAL_TO_PLAN,
      subscriptions: [{ account: 'A', item: 'TRIAL', start: '2026-01-01', end: '2026-01-31' }],
    });
    await run(db.database, { asOf: '2026-02-01' });
    const after = await chains();
    expect(await run(db.database, { asOf: '2026-02-01' })).toMatchObject({ moved: { total: 0 } });
    expect(await chains()).toEqual(after);
  });

  test('the database refuses a second successor', async () => {
    await seedInto(db.database, {
      ...TRIAL_TO_PLAN,
      subscriptions: [
        { account: 'A', item: 'TRIAL', start: '2026-01-01', end: '2026-01-31', status: 'ended' },
        { account: 'A', item: 'INTRO', start: '2026-02-01', replaces: 1 },
      ],
    });
    await expect(
      seedInto(db.database, {
        subscriptions: [{ account: 'A', item: 'INTRO', start: '2026-02-01', replaces: 1 }],
      }),
    ).rejects.toMatchObject({ kind: 'conflict', code: 'unique-violation' });
  });

  test('numbers go on within each account, in the order of what they replace', async () => {
    await seedInto(db.database, {
      ...TRIAL_TO_PLAN,
      subscriptions: [
        { account: 'A', number: 2, item: 'TRIAL', start: '2026-01-01', end: '2026-01-30' },
        { account: 'A', number: 5, item: 'TRIAL', start: '2026-01-01', end: '2026-01-31' },
        { account: 'B', number: 9, item: 'TRIAL', start: '2026-01-01', end: '2026-01-31' },
      ],
    });
    const { moved } = await run(db.database, { asOf: '2026-02-01' });
    expect(moved.transitions.map(({ account, from, to }) => [account, from.number, to.number])).toEqual([
      ['A', 2, 6],
      ['A', 5, 7],
      ['B', 9, 10],
    ]);
  });

  test('a dry run does the same and leaves nothing', async () => {
    await seedInto(db.database, {
      ...TRIAL_TO_PLAN,
      subscriptions: [{ account: 'A', item: 'TRIAL', start: '2026-01-01', end: '2026-01-31' }],
    });
    const before = await chains();
    const preview = await dryRun(db.database, { asOf: '2026-09-01' });
    expect(preview.moved.total).toBe(2);
    expect(await chains()).toEqual(before);
    const counts = await db.database.kysely
      .selectFrom('tierctl.run')
      .select(({ fn }) => fn.countAll<number>().as('runs'))
      .executeTakeFirstOrThrow();
    expect(counts.runs).toBe(0);
    const real = await run(db.database, { asOf: '2026-09-01' });
    expect(real.moved).toEqual(preview.moved);
  });

  test('the number of statements does not grow with the rows', async () => {
    const count = async (rows: number) => {
      await seedInto(db.database, {
        subscriptions: Array.from({ length: rows }, (_, index) => ({
          account: `ACC-${index % 97}`,
          item: 'TRIAL',
          start: '2026-01-01',
          end: '2026-01-31',
          attributes: { domain: `${index}.example` },
        })),
      });
      db.statements.length = 0;
      const result = await run(db.database, { asOf: '2026-02-01', batchSize: 10_000 });
      expect(result.moved.total).toBe(rows);
      return db.statements.length;
    };
    await seedInto(db.database, TRIAL_TO_PLAN);
    expect(await count(1_000)).toBe(await count(10));
  });

  test('batches cut between accounts; a limit stops with the account that reaches it', async () => {
    await seedInto(db.database, {
      ...TRIAL_TO_PLAN,
      subscriptions: Array.from({ length: 30 }, (_, index) => ({
        account: `ACC-${10 + Math.floor(index / 3)}`,
        item: 'TRIAL',
        start: '2026-01-01',
        end: '2026-01-31',
      })),
    });
    const progress: number[] = [];
    const first = await run(db.database, {
      asOf: '2026-02-01',
      batchSize: 5,
      limit: 10,
      onProgress: ({ done, total }) => progress.push(done, total),
    });
    expect(first).toMatchObject({ moved: { total: 12 }, remaining: 18, run: { status: 'finished' } });
    expect(progress).toEqual([6, 12, 12, 12]);
    const rest = await run(db.database, { asOf: '2026-02-01', batchSize: 4 });
    expect(rest.moved.total).toBe(18);
  });

  test('an interrupted run finishes its batch, and the next run goes on', async () => {
    await seedInto(db.database, {
      ...TRIAL_TO_PLAN,
      subscriptions: Array.from({ length: 10 }, (_, index) => ({
        account: `ACC-${index}`,
        item: 'TRIAL',
        start: '2026-01-01',
        end: '2026-01-31',
      })),
    });
    const controller = new AbortController();
    const stopped = await run(db.database, {
      asOf: '2026-02-01',
      batchSize: 2,
      signal: controller.signal,
      onProgress: ({ done }) => done >= 4 && controller.abort(),
    });
    expect(stopped).toMatchObject({ moved: { total: 4 }, remaining: 6, run: { status: 'interrupted' } });
    expect(await run(db.database, { asOf: '2026-02-01' })).toMatchObject({
      moved: { total: 6 },
      remaining: 0,
    });
  });

  test('a batch that fails is split until the offender is alone; the rest goes on', async () => {
    await seedInto(db.database, {
      ...TRIAL_TO_PLAN,
      subscriptions: Array.from({ length: 12 }, (_, index) => ({
        account: `ACC-${Math.floor(index / 3)}`,
        item: 'TRIAL',
        start: '2026-01-01',
        end: '2026-01-31',
        attributes: { domain: index === 7 ? 'offender' : `${index}.example` },
      })),
    });
    await sql`alter table tierctl.subscription_attribute add constraint no_offender
      check (value <> 'offender' or attribute <> 'domain' or subscription_number < 4)`.execute(
      db.database.kysely,
    );
    try {
      const result = await run(db.database, { asOf: '2026-02-01' });
      expect(result.moved.total).toBe(11);
      expect(result.failed.subscriptions).toMatchObject([
        { account: 'ACC-2', number: 2, code: 'check-violation' },
      ]);
      expect(result.notMoved.total).toBe(0);
      expect((await chains())['ACC-2/2']).toMatchObject([
        { item: 'TRIAL', status: 'active', end: '2026-01-31' },
      ]);
      const failures = await db.database.kysely.selectFrom('tierctl.run_failure').selectAll().execute();
      expect(failures).toMatchObject([{ account_id: 'ACC-2', subscription_number: 2, run_id: 1 }]);
      const dry = await dryRun(db.database, { asOf: '2026-02-01' });
      expect(dry.failed.subscriptions).toMatchObject([
        { account: 'ACC-2', number: 2, code: 'check-violation' },
      ]);
    } finally {
      await sql`alter table tierctl.subscription_attribute drop constraint no_offender`.execute(
        db.database.kysely,
      );
    }
    expect(await run(db.database, { asOf: '2026-02-01' })).toMatchObject({
      moved: { total: 1 },
      failed: { total: 0 },
    });
  });

  test('accounts of uneven size are split down to the offender too', async () => {
    await seedInto(db.database, {
      ...TRIAL_TO_PLAN,
      subscriptions: ['A', 'B', 'B', 'C', 'C', 'C', 'D'].map((account, index) => ({
        account,
        item: 'TRIAL',
        start: '2026-01-01',
        end: '2026-01-31',
        attributes: { domain: index === 2 || index === 5 ? 'offender' : `${index}.example` },
      })),
    });
    await sql`alter table tierctl.subscription_attribute add constraint no_offender
      check (value <> 'offender' or (account_id = 'B' and subscription_number = 2)
        or (account_id = 'C' and subscription_number = 3))`.execute(db.database.kysely);
    try {
      const result = await run(db.database, { asOf: '2026-02-01' });
      expect(result.failed.subscriptions.map(({ account, number }) => `${account}/${number}`)).toEqual([
        'B/2',
        'C/3',
      ]);
      expect(result.moved.total).toBe(5);
      const listed = await run(db.database, { asOf: '2026-02-01', listed: 1 });
      expect(listed.failed).toMatchObject({ total: 2, subscriptions: [{ account: 'B' }] });
    } finally {
      await sql`alter table tierctl.subscription_attribute drop constraint no_offender`.execute(
        db.database.kysely,
      );
    }
  });

  test('a monthly chain from the 31st moves to the 28th and stays there, as the docs say', async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'A', term: 'P1M', defaultPath: 'a to b' },
        { articleNumber: 'B', term: 'P1M', defaultPath: 'b to a' },
      ],
      paths: [
        { name: 'a to b', source: 'A', destination: 'B' },
        { name: 'b to a', source: 'B', destination: 'A' },
      ],
      subscriptions: [
        { account: 'X', item: 'A', start: '2026-01-31', end: '2026-02-27' },
        { account: 'Y', item: 'A', start: '2027-12-31', end: '2028-01-30' },
      ],
    });
    await run(db.database, { asOf: '2029-04-30' });
    const starts = async (subscription: string) =>
      ((await chains())[subscription] ?? []).map(({ start }) => start);
    expect((await starts('X/1')).slice(0, 4)).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-28',
      '2026-04-28',
    ]);
    expect(new Set((await starts('X/1')).slice(1).map((start) => start.slice(8)))).toEqual(new Set(['28']));
    expect((await starts('Y/1')).map((start) => start.slice(8))).toEqual([
      '31',
      '31',
      ...Array.from({ length: 12 }, () => '29'),
      ...Array.from({ length: 3 }, () => '28'),
    ]);
  });

  test('what would become a subscription that ends after the last date stays, with that reason', async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'A', defaultPath: 'a to b' },
        { articleNumber: 'B', term: 'P1M' },
        { articleNumber: 'LONG', term: 'P100Y36500D' },
      ],
      paths: [
        { name: 'a to b', source: 'A', destination: 'B' },
        { name: 'to long', source: 'A', destination: 'LONG' },
      ],
      subscriptions: [
        { account: 'X', item: 'A', start: '2026-01-01', end: '2999-11-30' },
        { account: 'Y', item: 'A', start: '2026-01-01', end: '2999-12-01' },
        { account: 'L', item: 'A', start: '2026-01-01', end: '2800-03-31', path: 'to long' },
        { account: 'M', item: 'A', start: '2026-01-01', end: '2799-12-31', path: 'to long' },
      ],
    });
    expect(await run(db.database, { asOf: '2999-12-31' })).toMatchObject({
      moved: { total: 2 },
      notMoved: {
        byReason: [
          { reason: 'end-beyond-calendar', count: 2 },
          { reason: 'no-path', count: 1 },
        ],
        subscriptions: [
          { account: 'L', reason: 'end-beyond-calendar' },
          { account: 'M', number: 2, reason: 'no-path' },
          { account: 'Y', reason: 'end-beyond-calendar' },
        ],
      },
      failed: { total: 0 },
    });
    expect((await chains())['X/1']?.at(-1)).toMatchObject({ item: 'B', end: '2999-12-31' });
  });

  test('a chain over the hop limit fails clearly and leaves its subscription alone', async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'A', term: 'P1D', defaultPath: 'a to b' },
        { articleNumber: 'B', term: 'P1D', defaultPath: 'b to a' },
      ],
      paths: [
        { name: 'a to b', source: 'A', destination: 'B' },
        { name: 'b to a', source: 'B', destination: 'A' },
      ],
      subscriptions: [
        { account: 'X', item: 'A', start: '2026-01-01', end: '2026-01-01' },
        { account: 'Y', item: 'A', start: '2026-01-01', end: '2026-01-15' },
      ],
    });
    const result = await run(db.database, { asOf: '2026-01-20', maxHops: 10 });
    expect(result.failed.subscriptions).toMatchObject([{ account: 'X', number: 1, code: 'hop-limit' }]);
    expect(result.moved.total).toBe(5);
    expect((await chains())['X/1']).toHaveLength(1);
    expect((await chains())['Y/1']?.at(-1)).toMatchObject({
      status: 'active',
      start: '2026-01-20',
      end: '2026-01-20',
    });
  });

  test('--path and --account narrow a run', async () => {
    await seedInto(db.database, {
      ...TRIAL_TO_PLAN,
      subscriptions: ['A', 'B'].flatMap((account) => [
        { account, item: 'TRIAL', start: '2026-01-01', end: '2026-01-31' },
        { account, item: 'INTRO', start: '2026-01-01', end: '2026-01-31' },
      ]),
    });
    const asOf = '2026-02-01';
    expect(await run(db.database, { asOf, path: 'intro ends', account: 'A' })).toMatchObject({
      moved: { total: 1, byPath: [{ path: 'intro ends' }] },
    });
    expect(await run(db.database, { asOf, account: 'A' })).toMatchObject({
      moved: { total: 1, byPath: [{ path: 'trial ends' }] },
    });
    expect(await run(db.database, { asOf })).toMatchObject({ moved: { total: 2 } });
    await expect(run(db.database, { asOf, path: 'intro end' })).rejects.toMatchObject({
      code: 'path-not-found',
    });
    await expect(run(db.database, { asOf, account: 'C' })).rejects.toMatchObject({
      code: 'account-not-found',
    });
  });
});
