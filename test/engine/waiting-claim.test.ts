// What only a server with several connections can show: the claim waits for a row that another transaction changes.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { parseTarget } from '../../src/database/target/target.ts';
import { changeSubscription } from '../../src/operations/transitions/change-subscription.ts';
import { claimSubscription } from '../../src/store/subscriptions/subscriptions.ts';
import { seedInto } from '../support/catalogue/catalogue.ts';
import { onEveryServer } from '../support/database/engines.ts';
import { INVOCATION, useDatabase } from '../support/database/use-database.ts';
import { seedFit } from '../support/subscriptions/fit-catalogue.ts';
import { readChains } from '../support/transitions/chains.ts';
import { run } from '../support/transitions/runs.ts';
import { trialsOf } from '../support/transitions/trials.ts';

onEveryServer((engine) => {
  const db = useDatabase(engine);
  let other: Database;
  beforeAll(async () => {
    other = await openDatabase(parseTarget(db.url ?? ''));
  });
  afterAll(() => other.close());

  // Where the machine is so slow that the claim comes after the change, it may move the row as it is by then.
  test.each([
    ['with a later end', { end_date: '2027-01-31' }, undefined],
    ['with an earlier end', { end_date: '2026-01-15' }, '2026-01-16'],
    ['following no path any more', { path_rule: 'none' as const }, undefined],
    ['moving from a date', { apply_when: 'from_date' as const, from_date: '2026-01-20' }, '2026-01-20'],
    ['ended by another run', { status: 'ended' as const, ended_run: 99, ended_hop: 1 }, undefined],
  ])('it finds the row %s, and does not move it by what it was', async (_what, changed, starts) => {
    await seedInto(db.database, trialsOf(['A']));
    const transaction = await other.kysely.startTransaction().execute();
    await transaction
      .updateTable('tierctl.subscription')
      .set(changed)
      .where('account_id', '=', 'A')
      .execute();
    const waiting = run(db.database, { asOf: '2026-02-01' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await transaction.commit().execute();
    expect(await waiting).toMatchObject({ failed: { total: 0 } });
    const [, successor] = (await db.read((session) => readChains(session)))['A/1'] ?? [];
    expect([undefined, starts]).toContain(successor?.start);
  });

  test('it finds that the row holds more than its destination takes, and leaves it', async () => {
    const { items } = await seedInto(db.database, {
      items: [
        { articleNumber: 'BOX' },
        { articleNumber: 'OLD', kind: 'package', products: ['BOX'], defaultPath: 'on' },
        { articleNumber: 'NEW', kind: 'package', products: [{ item: 'BOX', minimum: 1, maximum: 1 }] },
      ],
      paths: [{ name: 'on', source: 'OLD', destination: 'NEW', products: { BOX: 'BOX' } }],
      subscriptions: [
        {
          account: 'A',
          item: 'OLD',
          start: '2026-01-01',
          end: '2026-01-31',
          components: [{ item: 'BOX' }],
        },
      ],
    });
    const transaction = await other.kysely.startTransaction().execute();
    await claimSubscription({ db: transaction, dialect: other.dialect }, { account: 'A', number: 1 });
    await transaction
      .insertInto('tierctl.component')
      .values({
        account_id: 'A',
        subscription_number: 1,
        component_number: 2,
        item_id: items.BOX ?? '',
        status: 'active',
        start_date: '2026-01-15',
      })
      .execute();
    const waiting = run(db.database, { asOf: '2026-02-01' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await transaction.commit().execute();
    expect(await waiting).toMatchObject({
      moved: { total: 0 },
      failed: { total: 0 },
      notMoved: { byReason: [{ reason: 'over-maximum', count: 1 }] },
    });
  });

  test('a change whose number is taken while it is made takes the next', async () => {
    await seedInto(db.database, {
      items: [{ articleNumber: 'SILVER' }, { articleNumber: 'GOLD' }],
      subscriptions: [{ account: 'A', item: 'SILVER', start: '2026-01-01' }],
    });
    await seedFit(db.database, { groups: { Webhosting: { SILVER: 1, GOLD: 2 } } });
    const { item_id } = await db.database.kysely
      .selectFrom('tierctl.subscription')
      .select('item_id')
      .executeTakeFirstOrThrow();
    const transaction = await other.kysely.startTransaction().execute();
    const row = {
      account_id: 'A',
      number: 2,
      item_id,
      status: 'active',
      start_date: '2026-01-01',
    } as const;
    await transaction
      .insertInto('tierctl.subscription')
      .values({ ...row, path_rule: 'default', apply_when: 'on_end_date' })
      .execute();
    const change = db.change((session) =>
      changeSubscription(session, {
        subscription: 'A/1',
        target: 'GOLD',
        on: '2026-02-01',
        today: '2026-02-01',
        add: [],
        terminate: [],
        attributes: [],
        keepEnd: true,
        invocation: INVOCATION,
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    await transaction.commit().execute();
    expect((await change).result.successor).toMatchObject({ number: 3 });
  });
});
