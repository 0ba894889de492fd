import { beforeEach, expect, test } from 'vitest';
import type { Session } from '../../../src/database/session.ts';
import { addMember } from '../../../src/operations/groups/add-member.ts';
import { createGroup } from '../../../src/operations/groups/create-group.ts';
import { unscheduleSubscription } from '../../../src/operations/subscriptions/unschedule-subscription.ts';
import {
  type ChangeSubscriptionInput,
  changeSubscription,
} from '../../../src/operations/transitions/change-subscription.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { interleave } from '../../support/database/interleave.ts';
import { INVOCATION, useDatabase } from '../../support/database/use-database.ts';
import { dryRun } from '../../support/dry-run.ts';
import { readChains } from '../../support/transitions/chains.ts';
import { run } from '../../support/transitions/runs.ts';

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const flags = { upgradeable: true, downgradeable: true, upgradeableFrom: true, downgradeableFrom: true };

  beforeEach(async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'GOLD', attributes: ['domain'], defaultPath: 'gold ends' },
        { articleNumber: 'SILVER', term: 'P1M', attributes: ['domain'] },
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
    await db.change((session) => createGroup(session, { name: 'Webhosting', ifNotExists: false }));
    for (const [item, level] of [
      ['GOLD', 2],
      ['SILVER', 1],
    ] as const) {
      await db.change((session) =>
        addMember(session, { group: 'Webhosting', item, level, ...flags, ifNotExists: false }),
      );
    }
  });

  const input = (more: Partial<ChangeSubscriptionInput> = {}): ChangeSubscriptionInput => ({
    subscription: 'A/1',
    target: 'SILVER',
    on: '2026-03-01',
    today: '2026-03-01',
    add: [],
    terminate: [],
    attributes: [],
    keepEnd: true,
    invocation: INVOCATION,
    ...more,
  });
  const changed = (on: string) => (session: Session) => changeSubscription(session, input({ on }));
  const chain = async () => (await db.read((session) => readChains(session)))['A/1'];

  test.each(['2999-12-02', '2999-12-31'])(
    'a term of the successor that would end after the last date is refused, on %s',
    async (on) => {
      await seedInto(db.database, { subscriptions: [{ account: 'B', item: 'GOLD', start: '2026-01-01' }] });
      const change = (day: string, today: string) =>
        db.change((session) => changeSubscription(session, input({ subscription: 'B/1', on: day, today })));
      for (const today of ['2026-03-01', on])
        await expect(change(on, today)).rejects.toMatchObject({
          kind: 'refused',
          code: 'end-beyond-calendar',
        });
      expect((await change('2999-12-01', '2999-12-01')).result.successor).toMatchObject({
        endDate: '2999-12-31',
      });
    },
  );

  async function use(amount: number): Promise<void> {
    await db.database.kysely
      .insertInto('tierctl.subscription_usage')
      .values({ account_id: 'A', subscription_number: 1, service: 'email', amount })
      .execute();
  }

  test('at once: one run, one transition, the predecessor ends the day before', async () => {
    const { result } = await db.change((session) => changeSubscription(session, input()));
    expect(result).toMatchObject({
      subscription: { status: 'ended', endDate: '2026-02-28' },
      successor: {
        number: 2,
        item: { articleNumber: 'SILVER' },
        startDate: '2026-03-01',
        endDate: '2026-12-31',
      },
      transition: { path: null, direction: 'downgrade', effectiveDate: '2026-03-01', run: 1 },
    });
    expect((await chain())?.map(({ item, attributes }) => [item, attributes])).toEqual([
      ['GOLD', { domain: 'a.example' }],
      ['SILVER', { domain: 'a.example' }],
    ]);
    const runs = await db.database.kysely.selectFrom('tierctl.run').selectAll().execute();
    expect(runs).toMatchObject([
      { id: 1, kind: 'change', status: 'finished', moved: 1, as_of: '2026-03-01' },
    ]);
  });

  test('later: it waits for its day, and goes before the path', async () => {
    const { result } = await db.change((session) => changeSubscription(session, input({ on: '2026-05-10' })));
    expect(result).toMatchObject({
      subscription: { status: 'active', dueOn: '2026-05-10', change: { item: { articleNumber: 'SILVER' } } },
      successor: null,
      transition: null,
    });
    expect(await run(db.database, { asOf: '2026-05-09' })).toMatchObject({ moved: { total: 0 } });
    expect(await run(db.database, { asOf: '2026-05-10' })).toMatchObject({ moved: { total: 1 } });
    expect((await chain())?.map(({ item, start, end }) => [item, start, end])).toEqual([
      ['GOLD', '2026-01-01', '2026-05-09'],
      ['SILVER', '2026-05-10', '2026-12-31'],
    ]);
  });

  test('a second change is refused; after the first is canceled, the path applies again', async () => {
    await db.change((session) => changeSubscription(session, input({ on: '2026-05-10' })));
    await expect(db.change((session) => changeSubscription(session, input()))).rejects.toMatchObject({
      kind: 'refused',
      code: 'not-eligible',
    });
    const { result } = await db.change((session) => unscheduleSubscription(session, { subscription: 'A/1' }));
    expect(result.subscription).toMatchObject({
      change: null,
      dueOn: '2027-01-01',
      path: { name: 'gold ends' },
    });
    const left = await db.database.kysely.selectFrom('tierctl.change_attribute').selectAll().execute();
    expect(left).toEqual([]);
  });

  test('so is one that was decided on before another came in between', async () => {
    const later = changed('2026-06-10');
    const first = changed('2026-05-10');
    const isRead = (row: Readonly<Record<string, unknown>>) => row.due_on === '2027-01-01';
    // The embedded database has one connection: what another would have committed happens in the same transaction.
    const act = (session: Session) => (db.url === undefined ? first(session) : db.change(first));
    await expect(
      db.change((session) => later(interleave(session, isRead, () => act(session)))),
    ).rejects.toMatchObject({ kind: 'refused', code: 'not-eligible' });
    if (db.url === undefined) return;
    const [waiting] = await db.database.kysely
      .selectFrom('tierctl.subscription')
      .select('change_on')
      .execute();
    expect(waiting).toEqual({ change_on: '2026-05-10' });
  });

  test('what does not fit is refused, and the fit is judged again before the commit', async () => {
    await use(1);
    await expect(db.change((session) => changeSubscription(session, input()))).rejects.toMatchObject({
      kind: 'refused',
      code: 'over-limit',
    });
    await db.change((session) =>
      changeSubscription(session, input({ terminate: [{ service: 'email', amount: 1 }] })),
    );
    expect((await chain())?.length).toBe(2);
  });

  test('a dry run leaves nothing', async () => {
    const preview = await dryRun(db.database, (session) => changeSubscription(session, input()));
    expect(preview.successor).toMatchObject({ number: 2 });
  });
});
