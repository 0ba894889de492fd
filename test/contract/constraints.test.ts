// What the tables themselves refuse, regardless of the writer.
import { randomUUID } from 'node:crypto';
import type { Updateable } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import type { ComponentTable, SubscriptionTable } from '../../src/database/tables.ts';
import { seedInto } from '../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../support/database/engines.ts';
import { useDatabase } from '../support/database/use-database.ts';
import { run } from '../support/transitions/runs.ts';

const REFUSED = { kind: 'refused', code: 'check-violation' };

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const subscription = () => db.database.kysely.updateTable('tierctl.subscription').where('number', '=', 1);
  let other: string;

  beforeEach(async () => {
    const { items } = await seedInto(db.database, {
      items: [{ articleNumber: 'TRIAL' }, { articleNumber: 'PLAN' }],
      subscriptions: [{ account: 'A', item: 'TRIAL', start: '2026-01-01', end: '2026-01-31' }],
    });
    other = items.PLAN ?? '';
  });

  test.each([
    [3, null],
    [null, 3],
    [0, 0],
    [-1, 2],
  ])('a term of %s months and %s days', async (term_months, term_days) => {
    const row = { item_id: randomUUID(), kind: 'product', active: true, default_path_id: null } as const;
    const insert = db.database.kysely
      .insertInto('tierctl.item_profile')
      .values({ ...row, term_months, term_days });
    await expect(insert.execute()).rejects.toMatchObject(REFUSED);
  });

  const from = (from_date: string) => ({ apply_when: 'from_date', from_date }) as const;
  const change = (change_on: string) => ({ change_item_id: other, change_on });

  test.each<[string, () => Updateable<SubscriptionTable>]>([
    ['from its start', () => from('2026-01-01')],
    ['two days after its end', () => from('2026-02-02')],
    ['by a change on its start', () => change('2026-01-01')],
    ['by a change two days after its end', () => change('2026-02-02')],
  ])('an active subscription that moves %s', async (_, columns) => {
    await expect(subscription().set(columns()).execute()).rejects.toMatchObject(REFUSED);
  });

  test.each<[string, () => Updateable<SubscriptionTable>]>([
    ['from the day after its end', () => from('2026-02-01')],
    ['by a change on the day after its end', () => change('2026-02-01')],
    ['some time, having no end', () => ({ ...from('2030-01-01'), end_date: null })],
  ])('but not one that moves %s', async (_, columns) => {
    await subscription().set(columns()).execute();
  });

  test.each<[string, () => Updateable<SubscriptionTable>]>([
    ['that has ended and has no last day', () => ({ status: 'ended', end_date: null })],
    ['that is active and marked by a run', () => ({ ended_run: 1, ended_hop: 1 })],
    ['that had an end before its start', () => ({ status: 'ended', previous_end_date: '2025-12-31' })],
    ['that follows a path before its change', () => ({ ...change('2026-01-20'), ...from('2026-01-10') })],
    ['that is the first of its own chain', () => ({ replaces_number: 0, first_number: 1 })],
  ])('a subscription %s', async (_, columns) => {
    await expect(subscription().set(columns()).execute()).rejects.toMatchObject(REFUSED);
  });

  test.each<[string, Updateable<ComponentTable>]>([
    ['is active and has a last day', { end_date: '2026-01-31' }],
    ['has ended and has no last day', { status: 'ended' }],
    ['is active and marked by the run that ended it', { ended_run: 1 }],
  ])('a component that %s', async (_, columns) => {
    await seedInto(db.database, {
      items: [{ articleNumber: 'PACK', kind: 'package' }],
      subscriptions: [{ account: 'B', item: 'PACK', start: '2026-01-01', components: [{ item: 'TRIAL' }] }],
    });
    const component = db.database.kysely.updateTable('tierctl.component');
    await expect(component.set(columns).execute()).rejects.toMatchObject(REFUSED);
  });

  test('nor one that a change has moved before the date that it waited for', async () => {
    await subscription()
      .set({ ...from('2026-01-20'), ...change('2026-01-10') })
      .execute();
    await run(db.database, { asOf: '2026-01-10' });
    const ended = db.database.kysely
      .selectFrom('tierctl.subscription')
      .select(['status', 'end_date', 'from_date'])
      .where('number', '=', 1);
    expect(await ended.execute()).toEqual([
      { status: 'ended', end_date: '2026-01-09', from_date: '2026-01-20' },
    ]);
  });
});
