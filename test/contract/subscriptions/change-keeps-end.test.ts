// A cancellation outlives a change of plan: the successor of a change by hand keeps the end date, unless the user chooses otherwise.
import { beforeEach, expect, test } from 'vitest';
import { disallowExtension } from '../../../src/operations/items/allow-extension.ts';
import { endSubscription } from '../../../src/operations/subscriptions/end-subscription.ts';
import { judgeSubscription } from '../../../src/operations/subscriptions/judge-subscription.ts';
import { scheduleSubscription } from '../../../src/operations/subscriptions/schedule-subscription.ts';
import { showSubscription } from '../../../src/operations/subscriptions/show-subscription.ts';
import { unscheduleSubscription } from '../../../src/operations/subscriptions/unschedule-subscription.ts';
import {
  type ChangeSubscriptionInput,
  type ChangeSubscriptionResult,
  changeSubscription,
} from '../../../src/operations/transitions/change-subscription.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { INVOCATION, useDatabase } from '../../support/database/use-database.ts';
import { seedFit } from '../../support/subscriptions/fit-catalogue.ts';
import { everythingButRecords, revert } from '../../support/transitions/reverts.ts';
import { run } from '../../support/transitions/runs.ts';

const TODAY = '2026-03-01';
const END = '2027-12-31';

onEveryEngine((engine) => {
  const db = useDatabase(engine);

  beforeEach(async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'SILVER', attributes: ['domain', { name: 'tier', defaultValue: 'one' }, 'note'] },
        {
          articleNumber: 'GOLD',
          attributes: ['domain', { name: 'tier', type: 'choice', choices: ['gold'], defaultValue: 'gold' }],
          defaultPath: 'gold ends',
        },
        { articleNumber: 'MONTHLY', term: 'P1M' },
      ],
      paths: [
        { name: 'gold ends', source: 'GOLD', destination: 'SILVER' },
        { name: 'silver ends', source: 'SILVER', destination: 'MONTHLY' },
      ],
      subscriptions: [
        { account: 'A', item: 'SILVER', start: '2026-01-01', end: END },
        { account: 'B', item: 'SILVER', start: '2026-01-01' },
        { account: 'C', item: 'SILVER', start: '2026-01-01', end: END, path: null },
        {
          account: 'D',
          item: 'SILVER',
          start: '2026-01-01',
          end: END,
          path: 'silver ends',
          fromDate: '2026-06-01',
        },
      ],
    });
    await seedFit(db.database, { groups: { ladder: { SILVER: 1, GOLD: 2, MONTHLY: 3 } } });
  });

  const change = async (
    subscription: string,
    more: Partial<ChangeSubscriptionInput> = {},
  ): Promise<ChangeSubscriptionResult> => {
    const { result } = await db.change((session) =>
      changeSubscription(session, {
        subscription,
        target: 'GOLD',
        on: TODAY,
        today: TODAY,
        add: [],
        terminate: [],
        attributes: [],
        keepEnd: true,
        invocation: INVOCATION,
        ...more,
      }),
    );
    return result;
  };
  const shown = (address: string) => db.read((session) => showSubscription(session, { address }));

  test('at once: the end date is kept, --no-end leaves it, and that is said', async () => {
    expect(await change('A/1')).toMatchObject({
      successor: { endDate: END },
      takenAway: { endDate: null },
      outlook: { event: 'moves', date: '2028-01-01', path: 'gold ends' },
    });
    expect(await change('D/1', { keepEnd: false })).toMatchObject({
      successor: { endDate: null },
      takenAway: { endDate: END },
      transition: { takenAway: { endDate: END } },
      outlook: { event: 'not-due' },
    });
  });

  test('an item with a term ends when the subscription would have; by its term where nothing is kept', async () => {
    expect(await change('A/1', { target: 'MONTHLY' })).toMatchObject({ successor: { endDate: END } });
    expect(await change('B/1', { target: 'MONTHLY' })).toMatchObject({
      successor: { endDate: '2026-03-31' },
      takenAway: { endDate: null },
    });
    expect(await change('D/1', { target: 'MONTHLY', keepEnd: false })).toMatchObject({
      successor: { endDate: '2026-03-31' },
      takenAway: { endDate: END },
    });
  });

  test('later: the end date that it has on that day is kept, and shown until then', async () => {
    const on = '2026-06-01';
    expect(await change('A/1', { on })).toMatchObject({
      subscription: { change: { keepsEnd: true } },
      outlook: { event: 'moves', date: on, successorEnd: END, takenAway: { endDate: null } },
    });
    expect(await change('D/1', { on, keepEnd: false })).toMatchObject({
      subscription: { change: { keepsEnd: false } },
      outlook: { successorEnd: null, takenAway: { endDate: END } },
      takenAway: { endDate: END },
    });
    await db.change((session) =>
      endSubscription(session, {
        subscription: 'A/1',
        on: '2026-10-31',
        noPath: false,
        close: false,
        today: TODAY,
      }),
    );
    await run(db.database, { asOf: on });
    expect((await shown('A/2')).subscription).toMatchObject({ startDate: on, endDate: '2026-10-31' });
    expect((await shown('D/2')).subscription).toMatchObject({ startDate: on, endDate: null });
    expect((await shown('D/1')).transition).toMatchObject({ takenAway: { endDate: END } });
  });

  test('a change for the day after the end date has none to keep', async () => {
    expect(await change('A/1', { on: '2028-01-01' })).toMatchObject({
      outlook: { successorEnd: null, takenAway: { endDate: null } },
    });
    await run(db.database, { asOf: '2028-01-01' });
    expect((await shown('A/1')).subscription).toMatchObject({ endDate: END });
    expect((await shown('A/2')).subscription).toMatchObject({ endDate: null });
  });

  test('the rule that nothing follows is kept with the end date; any other schedule is reported as dropped', async () => {
    expect(await change('C/1')).toMatchObject({
      successor: { endDate: END, path: { rule: 'none' } },
      schedule: null,
      outlook: { event: 'stays', reason: 'no-path' },
    });
    expect(await change('D/1')).toMatchObject({
      successor: { endDate: END, path: { rule: 'default', name: 'gold ends' }, fromDate: null },
      schedule: { path: { rule: 'override', name: 'silver ends' }, fromDate: '2026-06-01' },
    });
    await db.change((session) =>
      scheduleSubscription(session, {
        subscription: 'B/1',
        path: 'none',
        apply: undefined,
        fromDate: undefined,
      }),
    );
    expect(await change('B/1')).toMatchObject({
      successor: { endDate: null, path: { rule: 'default' } },
      schedule: { path: { rule: 'none' } },
    });
  });

  test('a run along a path keeps no end date, and the term alone gives one', async () => {
    await run(db.database, { asOf: '2026-06-01' });
    expect((await shown('D/2')).subscription).toMatchObject({
      startDate: '2026-06-01',
      endDate: '2026-06-30',
    });
    expect((await shown('D/1')).transition).toMatchObject({ takenAway: { endDate: END } });
  });

  test('neither an undone change nor a canceled one leaves a trace', async () => {
    const before = await everythingButRecords(db.database);
    const { transition } = await change('A/1', { keepEnd: false });
    await revert(db.database, { id: transition?.run ?? 0 });
    expect(await everythingButRecords(db.database)).toEqual(before);
  });

  test('values that a change does not carry over are reported: of other names, and those that a default replaces', async () => {
    await db.database.kysely
      .insertInto('tierctl.subscription_attribute')
      .values(
        Object.entries({ domain: 'a.example', note: 'gone', tier: 'two' }).map(([attribute, value]) => ({
          account_id: 'A',
          subscription_number: 1,
          attribute,
          value,
        })),
      )
      .execute();
    const own = expect.objectContaining({ articleNumber: 'SILVER' });
    const lost = [
      { item: own, attribute: 'note', count: 1 },
      { item: own, attribute: 'tier', count: 1 },
    ];
    const later = await change('A/1', {
      on: '2026-06-01',
      attributes: [{ name: 'domain', value: 'b.example' }],
    });
    expect(later.takenAway.attributes).toEqual(lost);
    await run(db.database, { asOf: '2026-06-01' });
    expect((await shown('A/1')).transition?.takenAway.attributes).toEqual(lost);
    expect((await shown('A/2')).subscription.attributes).toEqual({ domain: 'b.example', tier: 'gold' });
  });

  test('eligible says beforehand what the change takes away', async () => {
    await db.database.kysely
      .insertInto('tierctl.subscription_attribute')
      .values(
        Object.entries({ domain: 'a.example', note: 'gone', tier: 'two' }).map(([attribute, value]) => ({
          account_id: 'A',
          subscription_number: 1,
          attribute,
          value,
        })),
      )
      .execute();
    const judged = await db.read((session) =>
      judgeSubscription(session, { subscription: 'A/1', target: 'GOLD', add: [], terminate: [] }),
    );
    const { takenAway } = await change('A/1');
    expect(judged.takenAway).toEqual(takenAway);
    expect(takenAway.attributes.map(({ attribute }) => attribute)).toEqual(['note', 'tier']);
  });

  test('what was bought with a change is given on its day, though the target has ceased to allow it', async () => {
    await seedInto(db.database, { items: [{ articleNumber: 'EXTRA', kind: 'extension' }] });
    await seedFit(db.database, { extensions: { GOLD: { EXTRA: 5 } }, held: { 'A/1': { EXTRA: 1 } } });
    const add = [{ extension: 'EXTRA', quantity: 2 }];
    await change('A/1', { on: '2026-06-01', add });
    await change('B/1', { on: '2026-06-01', add });
    await db.change((session) => disallowExtension(session, { item: 'GOLD', extension: 'EXTRA' }));
    await run(db.database, { asOf: '2026-06-01' });
    const extra = expect.objectContaining({ articleNumber: 'EXTRA' });
    expect((await shown('A/2')).subscription.extensions).toEqual([{ item: extra, quantity: 2 }]);
    expect((await shown('B/2')).subscription.extensions).toEqual([{ item: extra, quantity: 2 }]);
    expect((await shown('A/1')).transition?.takenAway.extensions).toEqual([{ item: extra, quantity: 1 }]);
  });

  test('taking a change back says what was settled with it; closing says what ends too', async () => {
    await seedInto(db.database, { items: [{ articleNumber: 'EXTRA', kind: 'extension' }] });
    await seedFit(db.database, {
      extensions: { GOLD: { EXTRA: 5 } },
      held: { 'A/1': { EXTRA: 1 } },
      usage: { 'A/1': { email: 3 } },
    });
    await change('A/1', {
      on: '2026-06-01',
      add: [{ extension: 'EXTRA', quantity: 2 }],
      terminate: [{ service: 'email', amount: 3 }],
    });
    const { result } = await db.change((session) => unscheduleSubscription(session, { subscription: 'A/1' }));
    const extra = expect.objectContaining({ articleNumber: 'EXTRA' });
    expect(result.settled).toEqual({
      extensions: [{ item: extra, quantity: 2 }],
      terminations: [{ service: 'email', amount: 3 }],
    });
    const closed = await db.change((session) =>
      endSubscription(session, { subscription: 'A/1', on: TODAY, noPath: false, close: true, today: TODAY }),
    );
    expect(closed.result.takenAway).toMatchObject({
      extensions: [{ item: extra, quantity: 1 }],
      components: [],
    });
  });
});
