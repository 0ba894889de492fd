// Paths of the policy `extend`: the smallest set of extensions that covers what is over the limit comes with the transition.
import { beforeEach, expect, test } from 'vitest';
import { extendSuccessors } from '../../../src/operations/transitions/extend-successors.ts';
import { type SeedSubscription, seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { type FitSeed, seedFit } from '../../support/subscriptions/fit-catalogue.ts';
import { readChains } from '../../support/transitions/chains.ts';
import { run } from '../../support/transitions/runs.ts';

onEveryEngine((engine) => {
  const db = useDatabase(engine);

  beforeEach(async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'GOLD', defaultPath: 'gold ends' },
        { articleNumber: 'SILVER' },
        { articleNumber: 'MAIL-5', kind: 'extension' },
        { articleNumber: 'MAIL-20', kind: 'extension' },
        { articleNumber: 'BUNDLE', kind: 'extension' },
        { articleNumber: 'OLD-PACK', kind: 'extension', active: false },
      ],
      paths: [{ name: 'gold ends', source: 'GOLD', destination: 'SILVER', overLimit: 'extend' }],
    });
    await seedFit(db.database, {
      limits: {
        SILVER: { email: 10, ftp: 1 },
        'MAIL-5': { email: 5 },
        'MAIL-20': { email: 20 },
        BUNDLE: { email: 4, ftp: 2 },
        'OLD-PACK': { email: 100 },
      },
      extensions: { SILVER: { 'MAIL-5': 3, 'MAIL-20': 1, BUNDLE: 2, 'OLD-PACK': 5 } },
    });
  });

  async function gold(accounts: readonly string[], fit: Pick<FitSeed, 'held' | 'usage'>) {
    await seedInto(db.database, {
      subscriptions: accounts.map(
        (account): SeedSubscription => ({ account, item: 'GOLD', start: '2026-01-01', end: '2026-01-31' }),
      ),
    });
    await seedFit(db.database, fit);
  }

  /** Extensions of the successors, by address. */
  async function extensions(): Promise<Record<string, Record<string, number>>> {
    const rows = await db.database.kysely
      .selectFrom('tierctl.subscription_extension as e')
      .innerJoin('billing.item as i', 'i.id', 'e.extension_item_id')
      .select(['e.account_id', 'e.subscription_number', 'i.article_number', 'e.quantity'])
      .where('e.subscription_number', '=', 2)
      .orderBy('i.article_number')
      .execute();
    const found: Record<string, Record<string, number>> = {};
    for (const row of rows) {
      const address = `${row.account_id}/${row.subscription_number}`;
      found[address] = { ...found[address], [row.article_number]: row.quantity };
    }
    return found;
  }

  test('the smallest set is added to what comes along, to each what it needs', async () => {
    await gold(['FITS', 'ONE', 'TWO', 'BOTH', 'HOLDS', 'SAME'], {
      usage: {
        'FITS/1': { email: 10, ftp: 1 },
        'ONE/1': { email: 15 },
        'TWO/1': { email: 31 },
        'BOTH/1': { email: 14, ftp: 3 },
        'HOLDS/1': { email: 31 },
        'SAME/1': { email: 15 },
      },
      held: { 'HOLDS/1': { 'MAIL-5': 2, 'MAIL-20': 1 } },
    });
    const result = await run(db.database, { asOf: '2026-02-01' });
    expect(result).toMatchObject({ moved: { total: 6 }, notMoved: { total: 0 }, failed: { total: 0 } });
    expect(await extensions()).toEqual({
      // One unit of either would do; the first by article number is taken.
      'ONE/2': { 'MAIL-20': 1 },
      'SAME/2': { 'MAIL-20': 1 },
      // 21 more: one of twenty and any other; the first by article number is the bundle.
      'TWO/2': { BUNDLE: 1, 'MAIL-20': 1 },
      'BOTH/2': { BUNDLE: 1 },
      // 10 + 2 × 5 + 20 cover it.
      'HOLDS/2': { 'MAIL-20': 1, 'MAIL-5': 2 },
    });
    const usage = await db.database.kysely
      .selectFrom('tierctl.subscription_usage')
      .select(['service', 'amount'])
      .where('account_id', '=', 'BOTH')
      .where('subscription_number', '=', 2)
      .orderBy('service')
      .execute();
    expect(usage).toEqual([
      { service: 'email', amount: 14 },
      { service: 'ftp', amount: 3 },
    ]);
  });

  test('an extension that came along is raised, not beyond its maximum; one that is not sold only comes along', async () => {
    await gold(['RAISED', 'KEPT'], {
      usage: { 'RAISED/1': { email: 55 }, 'KEPT/1': { email: 130 } },
      held: { 'RAISED/1': { 'MAIL-5': 2, 'MAIL-20': 3 }, 'KEPT/1': { 'OLD-PACK': 1 } },
    });
    const result = await run(db.database, { asOf: '2026-02-01' });
    expect(result.failed.subscriptions).toEqual([]);
    expect(await extensions()).toEqual({
      // 10 + 2 × 5 + 20 come along; of the 15 that lack, one more of MAIL-5 and two bundles (8) give 13: not enough.
      'KEPT/2': { 'MAIL-20': 1, 'OLD-PACK': 1 },
    });
    expect(result.notMoved.subscriptions).toMatchObject([{ account: 'RAISED', reason: 'over-limit' }]);
    await db.database.kysely
      .updateTable('tierctl.subscription_usage')
      .set({ amount: 53 })
      .where('account_id', '=', 'RAISED')
      .execute();
    await run(db.database, { asOf: '2026-02-01' });
    expect((await extensions())['RAISED/2']).toEqual({ BUNDLE: 2, 'MAIL-20': 1, 'MAIL-5': 3 });
  });

  test('what no extensions cover stays over the limit, to the unit', async () => {
    // At most: 10 + 3 × 5 + 20 + 2 × 4 = 53 email, 1 + 2 × 2 = 5 ftp.
    await gold(['MOST', 'MORE', 'FTP', 'NONE'], {
      usage: {
        'MOST/1': { email: 53, ftp: 5 },
        'MORE/1': { email: 54 },
        'FTP/1': { email: 1, ftp: 6 },
        'NONE/1': { disk: 1 },
      },
    });
    const result = await run(db.database, { asOf: '2026-02-01' });
    expect(result.failed.subscriptions).toEqual([]);
    expect(result.notMoved).toMatchObject({ byReason: [{ reason: 'over-limit', count: 3 }] });
    expect(await extensions()).toEqual({ 'MOST/2': { BUNDLE: 2, 'MAIL-20': 1, 'MAIL-5': 3 } });
  });

  test('the largest quantity of the largest amount exceeds a bigint, and blocks no move', async () => {
    await db.database.kysely
      .updateTable('tierctl.service_limit')
      .set({ amount: 1_000_000_000_000_000 })
      .where('amount', '=', 20)
      .execute();
    await db.database.kysely
      .updateTable('tierctl.item_extension')
      .set({ maximum_quantity: null })
      .where('maximum_quantity', '=', 1)
      .execute();
    await gold(['MUCH', 'FTP'], {
      usage: { 'MUCH/1': { email: 11, ftp: 3 }, 'FTP/1': { ftp: 6 } },
      held: { 'MUCH/1': { 'MAIL-20': 1_000_000 } },
    });
    const result = await run(db.database, { asOf: '2026-02-01' });
    expect(result).toMatchObject({ moved: { total: 1 }, failed: { total: 0 } });
    expect(await extensions()).toEqual({ 'MUCH/2': { BUNDLE: 1, 'MAIL-20': 1_000_000 } });
  });

  test('an extension without a maximum covers whatever its services are', async () => {
    await seedFit(db.database, {
      limits: { 'OLD-PACK': { disk: 1 } },
      extensions: { GOLD: {} },
    });
    await db.database.kysely
      .updateTable('tierctl.item_extension')
      .set({ maximum_quantity: null })
      .where('maximum_quantity', '=', 3)
      .execute();
    await gold(['MANY', 'OTHER'], {
      usage: { 'MANY/1': { email: 5_000 }, 'OTHER/1': { email: 5_000, disk: 1 } },
    });
    const result = await run(db.database, { asOf: '2026-02-01' });
    // What gives disk is sold no more.
    expect(result.notMoved.subscriptions).toMatchObject([{ account: 'OTHER', reason: 'over-limit' }]);
    // 4,990 more: 20 and 994 × 5.
    expect(await extensions()).toEqual({ 'MANY/2': { 'MAIL-20': 1, 'MAIL-5': 994 } });
  });

  test('block and allow add nothing', async () => {
    await gold(['A'], { usage: { 'A/1': { email: 15 } } });
    const policy = (over_limit_policy: 'block' | 'allow') =>
      db.database.kysely.updateTable('tierctl.path').set({ over_limit_policy }).execute();
    await policy('block');
    expect(await run(db.database, { asOf: '2026-02-01' })).toMatchObject({
      notMoved: { byReason: [{ reason: 'over-limit', count: 1 }] },
    });
    await policy('allow');
    expect(await run(db.database, { asOf: '2026-02-01' })).toMatchObject({ moved: { total: 1 } });
    expect(await extensions()).toEqual({});
  });

  test('extensions go on along a chain, and each hop adds what it lacks', async () => {
    await seedInto(db.database, {
      items: [{ articleNumber: 'BRONZE' }],
      paths: [{ name: 'silver ends', source: 'SILVER', destination: 'BRONZE', overLimit: 'extend' }],
    });
    const idOf = async (articleNumber: string) =>
      (
        await db.database.kysely
          .selectFrom('billing.item')
          .select('id')
          .where('article_number', '=', articleNumber)
          .executeTakeFirstOrThrow()
      ).id;
    const path = await db.database.kysely
      .selectFrom('tierctl.path')
      .select('id')
      .where('name', '=', 'silver ends')
      .executeTakeFirstOrThrow();
    await db.database.kysely
      .updateTable('tierctl.item_profile')
      .set({ term_months: 1, term_days: 0, default_path_id: path.id })
      .where('item_id', '=', await idOf('SILVER'))
      .execute();
    await seedFit(db.database, {
      limits: { BRONZE: { email: 1 } },
      extensions: { BRONZE: { 'MAIL-20': 1 } },
    });
    await gold(['A'], { usage: { 'A/1': { email: 21 } } });
    await run(db.database, { asOf: '2026-06-01' });
    const links = (await db.read((session) => readChains(session)))['A/1'];
    expect(links?.map(({ item }) => item)).toEqual(['GOLD', 'SILVER', 'BRONZE']);
    const held = await db.database.kysely
      .selectFrom('tierctl.subscription_extension')
      .select(['subscription_number', 'quantity'])
      .orderBy('subscription_number')
      .execute();
    expect(held).toEqual([
      { subscription_number: 2, quantity: 1 },
      { subscription_number: 3, quantity: 1 },
    ]);
  });

  test('usage that grew behind the claim beyond what extensions cover fails instead of arriving over the limit', async () => {
    await gold(['A'], { usage: { 'A/1': { email: 53 } } });
    await run(db.database, { asOf: '2026-02-01' });
    const before = await extensions();
    await db.database.kysely.updateTable('tierctl.subscription_usage').set({ amount: 54 }).execute();
    await expect(
      db.database.kysely
        .transaction()
        .execute((transaction) =>
          extendSuccessors(
            { db: transaction, dialect: db.database.dialect },
            { first: 'A', last: 'A', due: 1 },
            { run: 1, hop: 1 },
          ),
        ),
    ).rejects.toMatchObject({ kind: 'refused', code: 'over-limit', data: { account: 'A', number: 2 } });
    expect(await extensions()).toEqual(before);
  });

  test('the number of statements does not grow with what is extended', async () => {
    const count = async (rows: number) => {
      const accounts = Array.from({ length: rows }, (_, index) => `ACC-${rows}-${index}`);
      await gold(accounts, {
        usage: Object.fromEntries(
          accounts.slice(0, 300).map((account, index) => [`${account}/1`, { email: 11 + (index % 40) }]),
        ),
        held: Object.fromEntries(accounts.slice(0, 5).map((account) => [`${account}/1`, { 'MAIL-5': 1 }])),
      });
      db.statements.length = 0;
      const result = await run(db.database, { asOf: '2026-02-01', batchSize: 10_000 });
      expect(result.moved.total).toBe(rows);
      return db.statements.length;
    };
    expect(await count(1_000)).toBe(await count(10));
  });
});
