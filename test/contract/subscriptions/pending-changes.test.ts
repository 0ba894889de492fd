// A change that is due runs through the same engine as the paths; here, what it does with fit, extensions and usage.
import { beforeEach, expect, test } from 'vitest';
import type { Tables } from '../../../src/database/tables.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { readChains } from '../../support/transitions/chains.ts';
import { dryRun, run } from '../../support/transitions/runs.ts';

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const A1 = { account_id: 'A', subscription_number: 1 } as const;
  let ids: Readonly<Record<string, string>>;

  beforeEach(async () => {
    const { items } = await seedInto(db.database, {
      items: [
        { articleNumber: 'GOLD', term: 'P1Y', attributes: ['domain'], defaultPath: 'gold ends' },
        {
          articleNumber: 'SILVER',
          term: 'P1M',
          attributes: ['domain', { name: 'backup', defaultValue: 'weekly' }],
        },
        { articleNumber: 'MAILBOXES', kind: 'extension' },
        { articleNumber: 'SSL', kind: 'extension' },
      ],
      paths: [{ name: 'gold ends', source: 'GOLD', destination: 'SILVER' }],
      subscriptions: [
        {
          account: 'A',
          item: 'GOLD',
          start: '2026-01-01',
          end: '2026-12-31',
          attributes: { domain: 'a.example' },
        },
      ],
    });
    ids = items;
    await insert('tierctl.service_limit', [
      { item_id: id('GOLD'), service: 'email', amount: 20 },
      { item_id: id('SILVER'), service: 'email', amount: 10 },
      { item_id: id('MAILBOXES'), service: 'email', amount: 5 },
    ]);
    await insert('tierctl.item_extension', [
      { item_id: id('SILVER'), extension_item_id: id('MAILBOXES'), maximum_quantity: 3 },
    ]);
  });

  const id = (articleNumber: string): string => ids[articleNumber] ?? '';

  async function insert(table: keyof Tables, rows: readonly Record<string, unknown>[]): Promise<void> {
    await db.database.kysely
      .insertInto(table)
      .values(rows as never)
      .execute();
  }

  async function changeTo(item: string, on: string): Promise<void> {
    await db.database.kysely
      .updateTable('tierctl.subscription')
      .set({ change_item_id: id(item), change_on: on })
      .where('account_id', '=', 'A')
      .execute();
    await insert('tierctl.change_attribute', [{ ...A1, attribute: 'domain', value: 'a.example' }]);
  }

  const extensionsOf = (number: number) =>
    db.database.kysely
      .selectFrom('tierctl.subscription_extension')
      .select(['extension_item_id', 'quantity'])
      .where('subscription_number', '=', number)
      .execute();
  const usageOf = (number: number) =>
    db.database.kysely
      .selectFrom('tierctl.subscription_usage')
      .select(['service', 'amount'])
      .where('subscription_number', '=', number)
      .execute();

  test('a change is due on its day and goes before the path', async () => {
    await changeTo('SILVER', '2026-03-10');
    expect(await run(db.database, { asOf: '2026-03-09' })).toMatchObject({ moved: { total: 0 } });
    const result = await run(db.database, { asOf: '2026-03-10' });
    expect(result.moved.transitions).toMatchObject([
      { path: null, to: { item: { articleNumber: 'SILVER' } }, effectiveDate: '2026-03-10' },
    ]);
    const [before, after] = (await db.read((session) => readChains(session)))['A/1'] ?? [];
    expect(before).toMatchObject({ item: 'GOLD', status: 'ended', end: '2026-03-09' });
    expect(after).toMatchObject({ item: 'SILVER', start: '2026-03-10', end: '2026-12-31', rule: 'default' });
    expect(after?.attributes).toEqual({ backup: 'weekly', domain: 'a.example' });
  });

  test('usage within the limits comes along; allowed extensions too, up to their maximum; others end', async () => {
    await insert('tierctl.subscription_usage', [{ ...A1, service: 'email', amount: 24 }]);
    await insert('tierctl.subscription_extension', [
      { ...A1, extension_item_id: id('MAILBOXES'), quantity: 4 },
      { ...A1, extension_item_id: id('SSL'), quantity: 1 },
    ]);
    await changeTo('SILVER', '2026-03-10');
    expect(await run(db.database, { asOf: '2026-03-10' })).toMatchObject({ moved: { total: 1 } });
    expect(await usageOf(2)).toEqual([{ service: 'email', amount: 24 }]);
    expect(await extensionsOf(2)).toEqual([{ extension_item_id: id('MAILBOXES'), quantity: 3 }]);
  });

  test('usage over the limits stays, with that reason, until extensions or terminations make it fit', async () => {
    await insert('tierctl.subscription_usage', [{ ...A1, service: 'email', amount: 18 }]);
    await changeTo('SILVER', '2026-03-10');
    expect(await run(db.database, { asOf: '2026-03-10' })).toMatchObject({
      moved: { total: 0 },
      notMoved: {
        byReason: [{ reason: 'over-limit', count: 1 }],
        subscriptions: [{ account: 'A', number: 1 }],
      },
    });
    await insert('tierctl.change_extension', [{ ...A1, extension_item_id: id('MAILBOXES'), quantity: 1 }]);
    expect(await dryRun(db.database, { asOf: '2026-03-10' })).toMatchObject({ moved: { total: 0 } });
    await insert('tierctl.change_termination', [{ ...A1, service: 'email', amount: 3 }]);
    expect(await run(db.database, { asOf: '2026-03-10' })).toMatchObject({ moved: { total: 1 } });
    expect(await usageOf(2)).toEqual([{ service: 'email', amount: 15 }]);
    expect(await extensionsOf(2)).toEqual([{ extension_item_id: id('MAILBOXES'), quantity: 1 }]);
  });

  test('a path asks for fit as well, unless its policy allows', async () => {
    await insert('tierctl.subscription_usage', [
      { ...A1, service: 'email', amount: 10 },
      { ...A1, service: 'ftp', amount: 1 },
    ]);
    expect(await run(db.database, { asOf: '2027-01-01' })).toMatchObject({
      moved: { total: 0 },
      notMoved: { byReason: [{ reason: 'over-limit', count: 1 }] },
    });
    await db.database.kysely.updateTable('tierctl.path').set({ over_limit_policy: 'allow' }).execute();
    expect(await run(db.database, { asOf: '2027-01-01' })).toMatchObject({ moved: { total: 1 } });
    expect((await usageOf(2)).map(({ service }) => service).sort()).toEqual(['email', 'ftp']);
  });
});
