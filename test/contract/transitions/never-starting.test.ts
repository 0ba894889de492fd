// A component that is booked for a day on which its subscription is over, with nothing that takes over: it is said where that
// comes about, doctor finds it, and it can be withdrawn.
import { beforeEach, expect, test } from 'vitest';
import { diagnose } from '../../../src/operations/administration/diagnose.ts';
import { endComponent } from '../../../src/operations/subscriptions/end-component.ts';
import { endSubscription } from '../../../src/operations/subscriptions/end-subscription.ts';
import { showSubscription } from '../../../src/operations/subscriptions/show-subscription.ts';
import { changeSubscription } from '../../../src/operations/transitions/change-subscription.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { INVOCATION, useDatabase } from '../../support/database/use-database.ts';
import { seedFit } from '../../support/subscriptions/fit-catalogue.ts';
import { run } from '../../support/transitions/runs.ts';

const TODAY = '2026-11-01';

onEveryEngine((engine) => {
  const db = useDatabase(engine);

  beforeEach(async () => {
    const booked = [{ item: 'M' }, { item: 'M', start: '2026-10-01' }];
    await seedInto(db.database, {
      items: [
        { articleNumber: 'M' },
        { articleNumber: 'N' },
        { articleNumber: 'P', kind: 'package', products: ['M', { item: 'N', minimum: 0 }] },
        { articleNumber: 'QT', kind: 'package', term: 'P1M', products: ['M'] },
        { articleNumber: 'QC', kind: 'package', term: 'P1M', products: ['M'], defaultPath: 'round' },
      ],
      paths: [
        { name: 'up', source: 'P', destination: 'QT', products: { M: 'M' } },
        { name: 'chain', source: 'P', destination: 'QC', products: { M: 'M' } },
        { name: 'round', source: 'QC', destination: 'P', products: { M: 'M' } },
      ],
      subscriptions: [
        { account: 'T', item: 'P', start: '2026-01-01', components: booked },
        // N is not carried over, and so is taken away.
        {
          account: 'U',
          item: 'P',
          start: '2026-01-01',
          path: 'up',
          fromDate: '2026-07-01',
          components: [...booked, { item: 'N', start: '2026-10-02' }],
        },
        {
          account: 'V',
          item: 'P',
          start: '2026-01-01',
          path: 'chain',
          fromDate: '2026-07-01',
          components: booked,
        },
      ],
    });
    await seedFit(db.database, { groups: { ladder: { P: 1, QT: 2 } } });
  });

  const change = (today: string) =>
    db.change((session) =>
      changeSubscription(session, {
        subscription: 'T/1',
        target: 'QT',
        on: '2026-07-01',
        today,
        add: [],
        terminate: [],
        attributes: [],
        keepEnd: true,
        invocation: INVOCATION,
      }),
    );
  const outlook = async (subscription: string) =>
    (await db.read((session) => showSubscription(session, { address: subscription }))).outlook;
  const never = (subscription: string) => [
    {
      subscription,
      number: 2,
      item: expect.objectContaining({ articleNumber: 'M' }),
      startDate: '2026-10-01',
    },
  ];
  const found = async () =>
    (await db.read((session) => diagnose(session, { today: TODAY }))).findings
      .filter(({ rule }) => rule === 'component-never-starts')
      .map(({ message, fix }) => [message, fix]);

  test('is said of a change, before its day and after it', async () => {
    expect((await change('2026-06-01')).result.outlook.neverStart).toEqual(never('T/1'));
    expect(await found()).toEqual([]);
    await run(db.database, { asOf: '2026-07-01', account: 'T' });
    expect((await outlook('T/2')).neverStart).toEqual(never('T/2'));
  });

  test('is said of a path, by the run and by doctor', async () => {
    expect((await outlook('U/1')).neverStart).toEqual(never('U/1'));
    expect((await outlook('V/1')).neverStart).toEqual([]);
    const result = await run(db.database, { asOf: '2026-07-15' });
    expect(result.moved.total).toBe(2);
    expect(result.neverStarting).toEqual({ total: 1, components: never('U/2') });
    expect(await found()).toEqual([
      [
        '1 component never starts: component 2 of U/2 (from 2026-10-01)',
        'tierctl subscription component end U/2 2',
      ],
    ]);
    expect((await run(db.database, { asOf: '2026-07-16' })).neverStarting).toEqual({
      total: 0,
      components: [],
    });
  });

  test('is withdrawn by component end, also when its day has come', async () => {
    await change(TODAY);
    const end = (on: string | undefined) =>
      db.change((session) => endComponent(session, { subscription: 'T/2', component: 2, on, today: TODAY }));
    for (const [on, code] of [
      ['2026-07-31', 'end-before-start'],
      ['2026-10-05', 'component-outside-subscription'],
      ['2026-12-05', 'component-ends-later'],
    ] as const) {
      await expect(end(on)).rejects.toMatchObject({
        code,
        hint: 'it has not started: without --on it never does',
      });
    }
    expect((await end(undefined)).result.started).toBe(false);
    expect((await outlook('T/2')).neverStart).toEqual([]);
    expect(await found()).toEqual([]);
  });

  test('is withdrawn where its subscription is closed', async () => {
    await change(TODAY);
    const { result } = await db.change((session) =>
      endSubscription(session, {
        subscription: 'T/2',
        on: undefined,
        noPath: false,
        close: true,
        today: TODAY,
      }),
    );
    expect(result.withdrawn).toMatchObject([{ number: 2, startDate: '2026-10-01' }]);
    expect(result.subscription).toMatchObject({ status: 'ended', endDate: '2026-07-31' });
    expect(result.outlook.neverStart).toEqual([]);
  });
});
