// Changes by hand between packages: what both have comes along.
import { beforeEach, expect, test } from 'vitest';
import {
  type ChangeSubscriptionInput,
  changeSubscription,
} from '../../../src/operations/transitions/change-subscription.ts';
import { type SeedComponent, seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { INVOCATION, useDatabase } from '../../support/database/use-database.ts';
import { dryRun } from '../../support/dry-run.ts';
import { seedFit } from '../../support/subscriptions/fit-catalogue.ts';
import { readChains } from '../../support/transitions/chains.ts';
import { run } from '../../support/transitions/runs.ts';

onEveryEngine((engine) => {
  const db = useDatabase(engine);

  const components: readonly SeedComponent[] = [
    { item: 'MAILBOX', attributes: { address: 'a', quota: '1' } },
    { item: 'CALENDAR', attributes: { name: 'team' } },
    { item: 'MAILBOX', attributes: { address: 'b' } },
    { item: 'MAILBOX', status: 'ended', end: '2026-01-15', attributes: { address: 'gone' } },
  ];

  beforeEach(async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'MAILBOX', attributes: ['address', { name: 'quota', defaultValue: '5' }] },
        { articleNumber: 'CALENDAR', attributes: ['name'] },
        { articleNumber: 'DOMAIN', attributes: [{ name: 'registrar', defaultValue: 'ours' }] },
        {
          articleNumber: 'SMALL',
          kind: 'package',
          attributes: ['contact'],
          products: ['MAILBOX', 'CALENDAR'],
        },
        {
          articleNumber: 'LARGE',
          kind: 'package',
          attributes: ['contact'],
          products: [
            { item: 'MAILBOX', minimum: 3, maximum: 4 },
            { item: 'DOMAIN', minimum: 1 },
          ],
        },
        { articleNumber: 'TINY', kind: 'package', products: [{ item: 'MAILBOX', minimum: 0, maximum: 1 }] },
        { articleNumber: 'ALONE', attributes: ['contact', 'address'] },
      ],
      subscriptions: [
        { account: 'A', item: 'SMALL', start: '2026-01-01', attributes: { contact: 'c' }, components },
        { account: 'B', item: 'ALONE', start: '2026-01-01', attributes: { contact: 'c' } },
      ],
    });
    await seedFit(db.database, { groups: { Office: { ALONE: 0, TINY: 1, SMALL: 2, LARGE: 3 } } });
  });

  const change = (more: Partial<ChangeSubscriptionInput> = {}) => ({
    subscription: 'A/1',
    target: 'LARGE',
    on: '2026-03-01',
    today: '2026-03-01',
    add: [],
    terminate: [],
    attributes: [],
    invocation: INVOCATION,
    ...more,
  });
  const chain = async (address = 'A/1') => (await db.read((session) => readChains(session)))[address] ?? [];

  test('products of both packages come along with all their values; the rest ends, minimums are filled', async () => {
    const { result } = await db.change((session) => changeSubscription(session, change()));
    expect(result.successor).toMatchObject({ number: 2, item: { articleNumber: 'LARGE' } });
    const [before, after] = await chain();
    expect(after?.attributes).toEqual({ contact: 'c' });
    expect(
      after?.components?.map(({ number, item, continues, attributes }) => [
        number,
        item,
        continues,
        attributes,
      ]),
    ).toEqual([
      [1, 'MAILBOX', 1, { address: 'a', quota: '1' }],
      [2, 'MAILBOX', 3, { address: 'b', quota: '5' }],
      [3, 'DOMAIN', null, { registrar: 'ours' }],
      [4, 'MAILBOX', null, { quota: '5' }],
    ]);
    expect(before?.components?.map(({ status, end }) => [status, end])).toEqual([
      ['ended', '2026-02-28'],
      ['ended', '2026-02-28'],
      ['ended', '2026-02-28'],
      ['ended', '2026-01-15'],
    ]);
  });

  test('on a later day the run does the same', async () => {
    await db.change((session) => changeSubscription(session, change({ on: '2026-04-01' })));
    expect((await chain())[0]?.components?.filter(({ status }) => status === 'active').length).toBe(3);
    expect(await run(db.database, { asOf: '2026-04-01' })).toMatchObject({ moved: { total: 1 } });
    expect((await chain())[1]?.components?.map(({ item, start }) => [item, start])).toEqual([
      ['MAILBOX', '2026-04-01'],
      ['MAILBOX', '2026-04-01'],
      ['DOMAIN', '2026-04-01'],
      ['MAILBOX', '2026-04-01'],
    ]);
  });

  test.each(['2026-03-01', '2026-04-01'])(
    'more than the other package takes is refused, on %s',
    async (on) => {
      const before = await chain();
      await expect(
        db.change((session) => changeSubscription(session, change({ target: 'TINY', on }))),
      ).rejects.toMatchObject({ kind: 'refused', code: 'over-maximum' });
      expect(await chain()).toEqual(before);
    },
  );

  test('is refused for a day on which a component had not ended yet', async () => {
    await expect(
      db.change((session) => changeSubscription(session, change({ on: '2026-01-15' }))),
    ).rejects.toMatchObject({
      kind: 'refused',
      code: 'component-ended-later',
      message: 'nothing can take over from A/1 on 2026-01-15: its component 4 ended on 2026-01-15',
    });
    const outcome = await db.change((session) => changeSubscription(session, change({ on: '2026-01-16' })));
    expect(outcome.result.subscription.endDate).toBe('2026-01-15');
  });

  test('what is over the maximum when the day has come stays, with that reason', async () => {
    await db.change((session) => changeSubscription(session, change({ on: '2026-04-01' })));
    await db.database.kysely
      .updateTable('tierctl.package_product')
      .set({ minimum_quantity: 0, maximum_quantity: 1 })
      .where('maximum_quantity', '=', 4)
      .execute();
    expect(await run(db.database, { asOf: '2026-04-01' })).toMatchObject({
      notMoved: { byReason: [{ reason: 'over-maximum', count: 1 }] },
    });
  });

  test('between a package and a product nothing of the products comes along', async () => {
    await db.change((session) => changeSubscription(session, change({ target: 'ALONE' })));
    expect((await chain())[1]).toMatchObject({ item: 'ALONE', attributes: { contact: 'c' } });
    expect((await chain())[1]?.components).toBeUndefined();
    await db.change((session) => changeSubscription(session, change({ subscription: 'B/1' })));
    expect((await chain('B/1'))[1]?.components?.map(({ item, continues }) => [item, continues])).toEqual([
      ['DOMAIN', null],
      ['MAILBOX', null],
      ['MAILBOX', null],
      ['MAILBOX', null],
    ]);
  });

  test('a dry run leaves nothing', async () => {
    const before = await chain();
    const preview = await dryRun(db.database, (session) => changeSubscription(session, change()));
    expect(preview.successor).toMatchObject({ number: 2 });
    expect(await chain()).toEqual(before);
  });
});
