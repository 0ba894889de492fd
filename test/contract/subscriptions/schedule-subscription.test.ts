// Which path a subscription follows and when, and when it ends: decided after it was provisioned.
import { beforeEach, describe, expect, test } from 'vitest';
import {
  type EndSubscriptionInput,
  endSubscription,
} from '../../../src/operations/subscriptions/end-subscription.ts';
import {
  type ScheduleSubscriptionInput,
  scheduleSubscription,
} from '../../../src/operations/subscriptions/schedule-subscription.ts';
import {
  type SetSubscriptionInput,
  setSubscription,
} from '../../../src/operations/subscriptions/set-subscription.ts';
import { showSubscription } from '../../../src/operations/subscriptions/show-subscription.ts';
import {
  type UnscheduleSubscriptionInput,
  unscheduleSubscription,
} from '../../../src/operations/subscriptions/unschedule-subscription.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { dryRun } from '../../support/dry-run.ts';
import { run } from '../../support/transitions/runs.ts';

const TODAY = '2026-03-01';

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  let ids: Readonly<Record<string, string>>;

  const SCHEDULE = { subscription: 'A/1', path: undefined, apply: undefined, fromDate: undefined } as const;
  const END = { subscription: 'A/1', on: undefined, noPath: false, close: false, today: TODAY } as const;
  const schedule = (input: Partial<ScheduleSubscriptionInput>) =>
    db.change((session) => scheduleSubscription(session, { ...SCHEDULE, ...input }));
  const unschedule = (input: Partial<UnscheduleSubscriptionInput> = {}) =>
    db.change((session) => unscheduleSubscription(session, { subscription: 'A/1', ...input }));
  const end = (input: Partial<EndSubscriptionInput>) =>
    db.change((session) => endSubscription(session, { ...END, ...input }));
  const set = (input: Partial<SetSubscriptionInput>) =>
    db.change((session) =>
      setSubscription(session, { subscription: 'A/1', attributes: [], removeAttributes: [], ...input }),
    );
  const show = (address = 'A/1') => db.read((session) => showSubscription(session, { address }));
  const revision = async () => {
    const { revision } = await db.database.kysely
      .selectFrom('tierctl.subscription')
      .select('revision')
      .where('number', '=', 1)
      .executeTakeFirstOrThrow();
    return revision;
  };
  const changeOn = (on: string) =>
    db.database.kysely
      .updateTable('tierctl.subscription')
      .set({ change_item_id: ids.GOLD ?? '', change_on: on })
      .where('number', '=', 1)
      .execute();

  beforeEach(async () => {
    const { items } = await seedInto(db.database, {
      items: [
        {
          articleNumber: 'TRIAL',
          attributes: [
            { name: 'domain', required: true },
            { name: 'seats', type: 'number' },
          ],
          defaultPath: 'trial ends',
        },
        { articleNumber: 'SILVER' },
        { articleNumber: 'GOLD' },
        { articleNumber: 'MAILBOX' },
        { articleNumber: 'MAIL', kind: 'package', products: ['MAILBOX'] },
      ],
      paths: [
        { name: 'trial ends', source: 'TRIAL', destination: 'SILVER' },
        { name: 'to gold', source: 'TRIAL', destination: 'GOLD' },
        { name: 'silver up', source: 'SILVER', destination: 'GOLD' },
      ],
      subscriptions: [
        {
          account: 'A',
          item: 'TRIAL',
          start: '2026-02-01',
          end: '2026-03-31',
          attributes: { domain: 'a.example' },
        },
        {
          account: 'A',
          item: 'MAIL',
          start: '2026-02-01',
          components: [{ item: 'MAILBOX' }, { item: 'MAILBOX', start: '2026-04-01' }],
        },
      ],
    });
    ids = items;
  });

  describe('schedule', () => {
    test('overrides the default, with a path and with none, and takes it back', async () => {
      const to = async (path: ScheduleSubscriptionInput['path']) => {
        const { result } = await schedule({ path });
        return [result.subscription.path, result.outlook];
      };
      expect(await to({ override: 'to gold' })).toMatchObject([
        { rule: 'override', name: 'to gold' },
        {
          event: 'moves',
          date: '2026-04-01',
          item: { articleNumber: 'GOLD' },
          path: 'to gold',
          why: 'override',
        },
      ]);
      expect(await to('none')).toMatchObject([
        { rule: 'none', name: null },
        { event: 'stays', reason: 'no-path', item: null, path: null, why: 'none' },
      ]);
      expect(await to('default')).toMatchObject([
        { rule: 'default', name: 'trial ends' },
        { event: 'moves', item: { articleNumber: 'SILVER' }, path: 'trial ends', why: 'default' },
      ]);
      expect(await revision()).toBe(3);
    });

    test.each([
      ['the day after the start', '2026-02-02'],
      ['the day after the end', '2026-04-01'],
    ])('moves it from %s, and a run does', async (_, fromDate) => {
      const { result } = await schedule({ fromDate });
      expect(result).toMatchObject({
        subscription: { apply: 'from_date', fromDate, dueOn: fromDate, path: { rule: 'default' } },
        outlook: { event: 'moves', date: fromDate },
      });
      expect(await run(db.database, { asOf: fromDate })).toMatchObject({
        moved: { total: 1, transitions: [{ effectiveDate: fromDate }] },
      });
    });

    test('moves it on its end date again, and leaves the path as it is', async () => {
      await schedule({ path: { override: 'to gold' }, fromDate: '2026-03-10' });
      const { result } = await schedule({ apply: 'on_end_date' });
      expect(result.subscription).toMatchObject({
        apply: 'on_end_date',
        fromDate: null,
        dueOn: '2026-04-01',
        path: { rule: 'override', name: 'to gold' },
      });
    });

    test('changes nothing where it is so already', async () => {
      expect(await schedule({ path: 'default', apply: 'on_end_date' })).toMatchObject({ changed: false });
      expect(await revision()).toBe(0);
    });

    test('waits behind a change that is pending, and not before it', async () => {
      await changeOn('2026-03-10');
      const { result } = await schedule({ path: { override: 'to gold' }, fromDate: '2026-03-10' });
      expect(result.outlook).toMatchObject({ why: 'change', path: null, date: '2026-03-10' });
      await expect(schedule({ fromDate: '2026-03-09' })).rejects.toMatchObject({
        kind: 'refused',
        code: 'changes-later',
      });
    });

    test('in a dry run shows the same and writes nothing', async () => {
      const input = { ...SCHEDULE, path: { override: 'to gold' }, fromDate: '2026-03-10' };
      const preview = await dryRun(db.database, (session) => scheduleSubscription(session, input));
      expect((await schedule(input)).result).toEqual(preview);
    });

    test.each<[string, Partial<ScheduleSubscriptionInput>, object]>([
      ['a from date on the start', { fromDate: '2026-02-01' }, { code: 'from-date-too-early' }],
      [
        'a from date after the day that follows the end',
        { fromDate: '2026-04-02' },
        { kind: 'refused', code: 'from-date-too-late', hint: 'choose 2026-04-01 or an earlier date' },
      ],
      ['a from date without its day', { apply: 'from_date' }, { kind: 'usage', code: 'from-date-missing' }],
      [
        'a day that does nothing',
        { apply: 'on_end_date', fromDate: '2026-03-10' },
        { code: 'from-date-unused' },
      ],
      ['an impossible day', { fromDate: '2026-02-30' }, { kind: 'usage', code: 'bad-date' }],
      [
        'a path from elsewhere',
        { path: { override: 'silver up' } },
        { kind: 'refused', code: 'path-starts-elsewhere' },
      ],
      [
        'an unknown path',
        { path: { override: 'to glod' } },
        { kind: 'not-found', message: 'no path "to glod"; did you mean to gold?' },
      ],
      ['an unknown subscription', { subscription: 'A/9' }, { code: 'subscription-not-found' }],
    ])('refuses %s', async (_, input, error) => {
      const before = await show();
      await expect(schedule(input)).rejects.toMatchObject(error);
      expect(await show()).toEqual(before);
      expect(await revision()).toBe(0);
    });
  });

  describe('unschedule', () => {
    test('takes a pending change back first, and says what remains', async () => {
      await changeOn('2026-03-10');
      await schedule({ path: { override: 'to gold' }, fromDate: '2026-03-20' });
      const first = await unschedule();
      expect(first.result).toMatchObject({
        change: { item: { articleNumber: 'GOLD' }, on: '2026-03-10' },
        schedule: null,
        remaining: {
          path: { rule: 'override', name: 'to gold' },
          apply: 'from_date',
          fromDate: '2026-03-20',
        },
        outlook: { why: 'override', date: '2026-03-20' },
      });
      const second = await unschedule();
      expect(second.result).toMatchObject({
        change: null,
        schedule: { path: { name: 'to gold' }, fromDate: '2026-03-20' },
        remaining: null,
        subscription: { path: { rule: 'default' }, apply: 'on_end_date', fromDate: null },
        outlook: { why: 'default', date: '2026-04-01' },
      });
      await expect(unschedule()).rejects.toMatchObject({ kind: 'refused', code: 'nothing-scheduled' });
    });

    test('cancels the requested one, or both', async () => {
      await changeOn('2026-03-10');
      await schedule({ path: 'none' });
      expect((await unschedule({ path: true })).result).toMatchObject({
        change: null,
        schedule: { path: { rule: 'none', name: null } },
        outlook: { why: 'change' },
      });
      await expect(unschedule({ path: true })).rejects.toMatchObject({ code: 'no-path-scheduled' });
      await schedule({ path: { override: 'to gold' } });
      expect((await unschedule({ change: true, path: true })).result).toMatchObject({
        change: { on: '2026-03-10' },
        schedule: { path: { rule: 'override', name: 'to gold' } },
        remaining: null,
      });
      await expect(unschedule({ change: true })).rejects.toMatchObject({ code: 'no-change-pending' });
    });

    test('in a dry run shows the same and writes nothing', async () => {
      await schedule({ fromDate: '2026-03-10' });
      const input = { subscription: 'A/1' };
      const preview = await dryRun(db.database, (session) => unscheduleSubscription(session, input));
      expect((await unschedule()).result).toEqual(preview);
    });
  });

  describe('end', () => {
    test('sets the last day, and a run moves it on the day after', async () => {
      const { result } = await end({ on: '2026-02-14' });
      expect(result).toMatchObject({
        subscription: { status: 'active', endDate: '2026-02-14', dueOn: '2026-02-15' },
        outlook: { event: 'moves', date: '2026-02-15' },
      });
      expect(await run(db.database, { asOf: TODAY })).toMatchObject({
        moved: { transitions: [{ effectiveDate: '2026-02-15', path: 'trial ends' }] },
      });
    });

    test('clears it', async () => {
      const { result } = await end({ on: null });
      expect(result).toMatchObject({ subscription: { endDate: null }, outlook: { event: 'not-due' } });
      expect(await revision()).toBe(1);
      expect(await end({ on: null })).toMatchObject({ changed: false });
    });

    test('with no path nothing follows, a from date that was set included', async () => {
      await schedule({ fromDate: '2026-03-31' });
      const { result } = await end({ on: '2026-03-10', noPath: true });
      expect(result).toMatchObject({
        subscription: { status: 'active', path: { rule: 'none' }, apply: 'on_end_date', dueOn: '2026-03-11' },
        outlook: { event: 'stays', reason: 'no-path' },
      });
    });

    test('closes it for good with its components, whatever path there is', async () => {
      const { result } = await end({ close: true });
      expect(result).toMatchObject({
        subscription: { status: 'ended', endDate: TODAY },
        outlook: { event: 'over' },
      });
      expect(await run(db.database, { asOf: '2027-01-01' })).toMatchObject({
        moved: { total: 0 },
        notMoved: { total: 0 },
      });
      const closed = await end({ subscription: 'A/2', on: '2026-02-28', close: true });
      expect(closed.result.withdrawn).toMatchObject([{ number: 2, startDate: '2026-04-01' }]);
      const { subscription } = await show('A/2');
      expect(subscription).toMatchObject({ status: 'ended', endDate: '2026-02-28' });
      // What had not started never does.
      expect(subscription.components.map(({ number, status, endDate }) => [number, status, endDate])).toEqual(
        [[1, 'ended', '2026-02-28']],
      );
    });

    test('is not closed before what has started, nor before what has ended', async () => {
      const components = db.database.kysely
        .updateTable('tierctl.component')
        .where('component_number', '=', 2);
      const close = { subscription: 'A/2', on: '2026-02-10', close: true };
      await components.set({ start_date: '2026-02-20' }).execute();
      await expect(end(close)).rejects.toMatchObject({ code: 'component-starts-later' });
      await components.set({ status: 'ended', end_date: '2026-02-20' }).execute();
      await expect(end(close)).rejects.toMatchObject({
        kind: 'refused',
        code: 'component-ended-later',
        message: 'A/2 cannot end on 2026-02-10: its component 2 ended on 2026-02-20',
        hint: 'choose 2026-02-20 or a later date',
      });
      await expect(end({ ...close, close: false })).rejects.toMatchObject({ code: 'component-ended-later' });
      expect((await end({ ...close, on: '2026-02-20' })).committed).toBe(true);
    });

    test('closes it on its end date where that has come', async () => {
      await end({ on: '2026-02-14' });
      expect((await end({ close: true })).result.subscription.endDate).toBe('2026-02-14');
      await expect(end({ on: null })).rejects.toMatchObject({ code: 'subscription-ended' });
      await expect(schedule({ path: 'none' })).rejects.toMatchObject({ code: 'subscription-ended' });
      await expect(unschedule()).rejects.toMatchObject({ code: 'subscription-ended' });
    });

    test('in a dry run shows the same and writes nothing', async () => {
      for (const input of [
        { ...END, on: '2026-03-10' },
        { ...END, subscription: 'A/2', close: true },
      ]) {
        const preview = await dryRun(db.database, (session) => endSubscription(session, input));
        expect((await end(input)).result).toEqual(preview);
      }
    });

    test.each<[string, Partial<EndSubscriptionInput>, object]>([
      ['an end before the start', { on: '2026-01-31' }, { kind: 'refused', code: 'end-before-start' }],
      ['an impossible day', { on: '2026-02-30' }, { kind: 'usage', code: 'bad-date' }],
      ['closing it before its last day', { on: '2026-03-02', close: true }, { code: 'closes-later' }],
      [
        'an end before a component starts',
        { subscription: 'A/2', on: '2026-03-31' },
        { code: 'component-starts-later' },
      ],
      ['an unknown subscription', { subscription: 'A/9', on: TODAY }, { code: 'subscription-not-found' }],
    ])('refuses %s', async (_, input, error) => {
      const before = await show();
      await expect(end(input)).rejects.toMatchObject(error);
      expect(await show()).toEqual(before);
    });

    test('refuses an end before the day on which it moves or changes', async () => {
      await schedule({ fromDate: '2026-03-20' });
      const error = { kind: 'refused', code: 'moves-after-end' };
      await expect(end({ on: '2026-03-18' })).rejects.toMatchObject({
        ...error,
        message: 'A/1 cannot end on 2026-03-18: its from date is 2026-03-20',
      });
      expect((await end({ on: '2026-03-19' })).result.subscription.dueOn).toBe('2026-03-20');
      await changeOn('2026-03-15');
      await expect(end({ on: '2026-03-13', noPath: true })).rejects.toMatchObject({ code: 'change-pending' });
      await expect(end({ close: true })).rejects.toMatchObject({ code: 'change-pending' });
      await unschedule({ path: true });
      await expect(end({ on: '2026-03-13' })).rejects.toMatchObject({
        ...error,
        message: 'A/1 cannot end on 2026-03-13: it changes to GOLD on 2026-03-15',
      });
      expect((await end({ on: '2026-03-14' })).committed).toBe(true);
    });
  });

  test('nothing takes over before a component ended, whichever door sets the day', async () => {
    await db.database.kysely
      .updateTable('tierctl.component')
      .set({ start_date: '2026-02-01', status: 'ended', end_date: '2026-02-20' })
      .where('component_number', '=', 2)
      .execute();
    const error = {
      kind: 'refused',
      code: 'component-ended-later',
      message: 'nothing can take over from A/2 on 2026-02-20: its component 2 ended on 2026-02-20',
      hint: 'choose 2026-02-21 or a later date',
    };
    await expect(schedule({ subscription: 'A/2', fromDate: '2026-02-20' })).rejects.toMatchObject(error);
    expect((await schedule({ subscription: 'A/2', fromDate: '2026-02-21' })).committed).toBe(true);
  });

  describe('set', () => {
    test('sets what is named, takes away what is named, and leaves the rest', async () => {
      const seats = { name: 'seats', value: '5' };
      expect((await set({ attributes: [seats] })).result).toMatchObject({
        before: { domain: 'a.example' },
        attributes: { domain: 'a.example', seats: '5' },
      });
      expect((await show()).subscription.attributes).toEqual({ domain: 'a.example', seats: '5' });
      expect(await set({ attributes: [seats] })).toMatchObject({ changed: false });
      await set({ removeAttributes: ['seats'] });
      expect((await show()).subscription.attributes).toEqual({ domain: 'a.example' });
      expect(await revision()).toBe(2);
    });

    test('in a dry run shows the same and writes nothing', async () => {
      const input = {
        subscription: 'A/1',
        attributes: [{ name: 'domain', value: 'b.example' }],
        removeAttributes: [],
      };
      const preview = await dryRun(db.database, (session) => setSubscription(session, input));
      expect((await set(input)).result).toEqual(preview);
    });

    test.each<[string, Partial<SetSubscriptionInput>, object]>([
      [
        'an unknown attribute',
        { attributes: [{ name: 'domian', value: 'x' }] },
        { message: 'TRIAL has no attribute "domian"; did you mean domain?' },
      ],
      [
        'a value of another type',
        { attributes: [{ name: 'seats', value: 'x' }] },
        { code: 'bad-attribute-value' },
      ],
      ['a required one taken away', { removeAttributes: ['domain'] }, { code: 'attribute-required' }],
    ])('refuses %s', async (_, input, error) => {
      await expect(set(input)).rejects.toMatchObject(error);
      expect((await show()).subscription.attributes).toEqual({ domain: 'a.example' });
    });
  });

  test('a change is checked against what is there when it is made, not when it was read', async () => {
    // Two at once: the second waits for the first, and is judged by the dates that the first left.
    const both = await Promise.allSettled([end({ on: '2026-03-10' }), schedule({ fromDate: '2026-03-31' })]);
    const { subscription } = await show();
    const latest = subscription.endDate === '2026-03-10' ? '2026-03-11' : '2026-04-01';
    expect((subscription.fromDate ?? '') <= latest).toBe(true);
    expect(both.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { kind: 'refused' } });
  });
});
