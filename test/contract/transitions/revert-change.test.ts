import { beforeEach, expect, test } from 'vitest';
import { showSubscription } from '../../../src/operations/subscriptions/show-subscription.ts';
import {
  type ChangeSubscriptionInput,
  changeSubscription,
} from '../../../src/operations/transitions/change-subscription.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { INVOCATION, useDatabase } from '../../support/database/use-database.ts';
import { seedFit } from '../../support/subscriptions/fit-catalogue.ts';
import { everythingButRecords, revert } from '../../support/transitions/reverts.ts';
import { run } from '../../support/transitions/runs.ts';

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const rows = () => everythingButRecords(db.database);
  const change = (more: Partial<ChangeSubscriptionInput> = {}) =>
    db.change((session) =>
      changeSubscription(session, {
        subscription: 'A/1',
        target: 'SILVER',
        on: '2026-03-01',
        today: '2026-03-01',
        add: [{ extension: 'MAIL-PACK', quantity: 1 }],
        terminate: [{ service: 'ftp', amount: 2 }],
        attributes: [],
        keepEnd: true,
        invocation: INVOCATION,
        ...more,
      }),
    );

  beforeEach(async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'GOLD', attributes: ['domain'], defaultPath: 'gold ends' },
        { articleNumber: 'SILVER', attributes: ['domain'] },
        { articleNumber: 'MAIL-PACK', kind: 'extension' },
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
    await seedFit(db.database, {
      groups: { Webhosting: { GOLD: 2, SILVER: 1 } },
      limits: { GOLD: { email: 20, ftp: 5 }, SILVER: { email: 5 }, 'MAIL-PACK': { email: 10 } },
      extensions: { SILVER: { 'MAIL-PACK': 3 } },
      usage: { 'A/1': { email: 12, ftp: 2 } },
    });
  });

  test('a change by hand is undone, with everything that came with it', async () => {
    const before = await rows();
    await change();
    const undone = await revert(db.database, { id: 1 });
    expect(undone).toMatchObject({
      reverts: { kind: 'change' },
      reverted: { total: 1, byPath: [{ path: null, direction: 'downgrade', count: 1 }] },
    });
    expect(await rows()).toEqual(before);
    // Were it left pending, the next run would make it once more.
    expect(await run(db.database, { asOf: '2026-03-02' })).toMatchObject({ moved: { total: 0 } });
  });

  test('a change that a run made when its day had come waits for it again', async () => {
    await change({ on: '2026-04-01' });
    const scheduled = await rows();
    expect(await run(db.database, { asOf: '2026-04-01' })).toMatchObject({ moved: { total: 1 } });
    expect(await revert(db.database, { id: 1 })).toMatchObject({ reverted: { total: 1 } });
    expect(await rows()).toEqual(scheduled);
    expect(await run(db.database, { asOf: '2026-04-02' })).toMatchObject({ moved: { total: 1 } });
  });

  test('a run can be undone once the changes to what it made are', async () => {
    await seedInto(db.database, {
      subscriptions: [{ account: 'B', item: 'GOLD', start: '2026-01-01', end: '2026-01-31' }],
    });
    const before = await rows();
    await run(db.database, { asOf: '2026-02-01' });
    await change({ subscription: 'B/2', target: 'GOLD', add: [], terminate: [] });
    expect(await revert(db.database, { id: 1 })).toMatchObject({
      run: null,
      refused: { byReason: [{ reason: 'successor-moved', count: 1 }] },
    });
    await revert(db.database, { id: 2 });
    expect(await revert(db.database, { id: 1 })).toMatchObject({ reverted: { total: 1 } });
    expect(await rows()).toEqual(before);
  });

  test('a subscription that is active again shows neither successor nor transition', async () => {
    await change();
    await revert(db.database, { id: 1 });
    expect(await db.read((session) => showSubscription(session, { address: 'A/1' }))).toMatchObject({
      subscription: { status: 'active', endDate: '2026-12-31', change: null },
      outlook: { event: 'stays', date: '2027-01-01', reason: 'over-limit' },
      successor: null,
      transition: null,
    });
  });
});
