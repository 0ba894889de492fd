import { beforeEach, describe, expect, test } from 'vitest';
import {
  type AddSubscriptionInput,
  addSubscription,
} from '../../../src/operations/subscriptions/add-subscription.ts';
import {
  type ListSubscriptionsInput,
  listSubscriptions,
} from '../../../src/operations/subscriptions/list-subscriptions.ts';
import { showSubscription } from '../../../src/operations/subscriptions/show-subscription.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { dryRun } from '../../support/dry-run.ts';
import { PLAIN_SUBSCRIPTION } from '../../support/inputs.ts';
import { run } from '../../support/transitions/runs.ts';

const NEW: AddSubscriptionInput = {
  account: 'ACC-1',
  item: 'TRIAL',
  start: '2026-01-31',
  ...PLAIN_SUBSCRIPTION,
};

const ALL: ListSubscriptionsInput = {
  account: undefined,
  item: undefined,
  status: undefined,
  dueBefore: undefined,
  limit: 100,
};

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const add = (input: Partial<AddSubscriptionInput> = {}) =>
    db.change((session) => addSubscription(session, { ...NEW, ...input }));
  const show = (address: string) => db.read((session) => showSubscription(session, { address }));

  beforeEach(async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'TRIAL', term: 'P1M', defaultPath: 'Trial to Silver' },
        { articleNumber: 'SILVER' },
        { articleNumber: 'GOLD' },
        { articleNumber: 'OLD', active: false },
        { articleNumber: 'EXTRA', kind: 'extension' },
        {
          articleNumber: 'SITE',
          attributes: [
            { name: 'domain', required: true },
            { name: 'seats', type: 'number', defaultValue: '5' },
            { name: 'since', type: 'date' },
            { name: 'managed', type: 'boolean' },
            { name: 'size', type: 'choice', choices: ['s', 'm'] },
          ],
        },
      ],
      paths: [
        { name: 'Trial to Silver', source: 'TRIAL', destination: 'SILVER' },
        { name: 'Trial to Gold', source: 'TRIAL', destination: 'GOLD', until: '2026-02-28' },
        { name: 'Silver to Gold', source: 'SILVER', destination: 'GOLD' },
        { name: 'Trial to Old', source: 'TRIAL', destination: 'OLD' },
      ],
      accounts: ['ACC-1', 'ACC-2'],
    });
    db.statements.length = 0;
  });

  describe('subscription add', () => {
    test('takes the term of the item, whose month ends clamp, and its default path', async () => {
      const { result } = await add();
      expect(result).toEqual({
        created: true,
        replaced: null,
        createdAccount: null,
        similarAccount: null,
        empty: false,
        subscription: {
          account: 'ACC-1',
          number: 1,
          address: 'ACC-1/1',
          item: { id: expect.any(String), articleNumber: 'TRIAL', name: 'TRIAL' },
          status: 'active',
          startDate: '2026-01-31',
          endDate: '2026-02-27',
          path: { rule: 'default', name: 'Trial to Silver' },
          apply: 'on_end_date',
          fromDate: null,
          change: null,
          dueOn: '2026-02-28',
          replaces: null,
          externalId: null,
          attributes: {},
          extensions: [],
          components: [],
        },
      });
      expect((await show('ACC-1/1')).subscription).toEqual(result.subscription);
    });

    test('takes the end date it is given, or none', async () => {
      expect((await add({ end: '2026-01-31' })).result.subscription.dueOn).toBe('2026-02-01');
      expect((await add({ end: null })).result.subscription).toMatchObject({ endDate: null, dueOn: null });
      expect((await add({ item: 'SILVER' })).result.subscription).toMatchObject({
        endDate: null,
        path: { rule: 'default', name: null },
      });
    });

    test('numbers within the account, from the highest on', async () => {
      await seedInto(db.database, {
        subscriptions: [{ account: 'ACC-2', number: 7, item: 'TRIAL', start: '2026-01-01' }],
      });
      expect((await add()).result.subscription.address).toBe('ACC-1/1');
      expect((await add()).result.subscription.address).toBe('ACC-1/2');
      expect((await add({ account: 'ACC-2' })).result.subscription.address).toBe('ACC-2/8');
    });

    test('numbers once, however many add at a time', async () => {
      const added = await Promise.all([add(), add(), add()]);
      expect(added.map(({ result }) => result.subscription.number).sort()).toEqual([1, 2, 3]);
    });

    test('may override the default path, with another or with none', async () => {
      const { result } = await add({ path: 'Trial to Gold' });
      expect(result.subscription.path).toEqual({ rule: 'override', name: 'Trial to Gold' });
      expect((await add({ path: null })).result.subscription.path).toEqual({ rule: 'none', name: null });
    });

    test('moves from a date, from the day after the start to the day after the end', async () => {
      const { result } = await add({ fromDate: '2026-02-01' });
      expect(result.subscription).toMatchObject({
        apply: 'from_date',
        fromDate: '2026-02-01',
        dueOn: '2026-02-01',
      });
      expect((await add({ fromDate: '2026-02-28' })).result.created).toBe(true);
      expect((await add({ fromDate: '2030-01-01', end: null })).result.created).toBe(true);
    });

    test('checks attributes and fills in defaults', async () => {
      const { result } = await add({
        item: 'SITE',
        attributes: [
          { name: 'domain', value: 'bücher "a\\b"' },
          { name: 'since', value: '2026-02-28' },
          { name: 'managed', value: 'true' },
          { name: 'size', value: 's' },
        ],
      });
      const attributes = {
        domain: 'bücher "a\\b"',
        managed: 'true',
        seats: '5',
        since: '2026-02-28',
        size: 's',
      };
      expect(result.subscription.attributes).toEqual(attributes);
      expect((await show('ACC-1/1')).subscription.attributes).toEqual(attributes);
    });

    test('creates the account where that is asked for', async () => {
      await expect(add({ account: 'ACC-3' })).rejects.toMatchObject({
        kind: 'not-found',
        code: 'account-not-found',
      });
      const { result } = await add({ account: 'NEW', createAccount: true });
      expect(result).toMatchObject({
        createdAccount: { id: 'NEW', name: 'NEW' },
        subscription: { address: 'NEW/1' },
      });
      expect((await add({ account: 'NEW', createAccount: true })).result).toMatchObject({
        createdAccount: null,
      });
      await expect(add({ account: 'N/A', createAccount: true })).rejects.toMatchObject({
        code: 'bad-account-id',
      });
    });

    test('knows an external id again, within the account', async () => {
      const { result } = await add({ externalId: 'crm-17' });
      await expect(add({ externalId: 'crm-17' })).rejects.toMatchObject({
        kind: 'conflict',
        code: 'subscription-exists',
        message: 'the external id "crm-17" is already that of ACC-1/1',
      });
      expect(await add({ externalId: 'crm-17', ifNotExists: true, end: null })).toMatchObject({
        changed: false,
        result: { created: false, subscription: result.subscription },
      });
      expect((await add({ externalId: 'crm-17', account: 'ACC-2' })).result.created).toBe(true);
    });

    test('in a dry run shows the same and writes nothing', async () => {
      const input = { ...NEW, account: 'ACC-9', createAccount: true };
      const preview = await dryRun(db.database, (session) => addSubscription(session, input));
      expect((await add(input)).result).toEqual(preview);
    });

    test.each<[string, Partial<AddSubscriptionInput>, object]>([
      ['an impossible date', { start: '2026-02-30' }, { kind: 'usage', code: 'bad-date' }],
      ['an impossible end', { end: '2026-13-01' }, { kind: 'usage', code: 'bad-date' }],
      ['an end before the start', { end: '2026-01-30' }, { kind: 'refused', code: 'end-before-start' }],
      [
        'a term that would end after the last date',
        { item: 'TRIAL', start: '2999-12-15' },
        { kind: 'refused', code: 'end-beyond-calendar' },
      ],
      [
        'an unknown account',
        { account: 'ACC-11' },
        { kind: 'not-found', message: expect.stringContaining('did you mean ACC-1?') },
      ],
      [
        'an unknown item',
        { item: 'TRAIL' },
        { kind: 'not-found', message: 'no item "TRAIL"; did you mean TRIAL?' },
      ],
      ['an inactive item', { item: 'OLD' }, { kind: 'refused', code: 'item-inactive' }],
      ['an extension', { item: 'EXTRA' }, { kind: 'refused', code: 'item-not-subscribable' }],
      ['an unknown path', { path: 'Trial to Sliver' }, { kind: 'not-found', code: 'path-not-found' }],
      [
        'a path from elsewhere',
        { path: 'Silver to Gold' },
        { kind: 'refused', code: 'path-starts-elsewhere' },
      ],
      [
        'a from date on the start',
        { fromDate: '2026-01-31' },
        { kind: 'refused', code: 'from-date-too-early' },
      ],
      [
        'a from date past the end',
        { fromDate: '2026-03-01' },
        { kind: 'refused', code: 'from-date-too-late' },
      ],
      ['no from date', { apply: 'from_date' }, { kind: 'usage', code: 'from-date-missing' }],
      [
        'a from date that does nothing',
        { apply: 'on_end_date', fromDate: '2026-02-02' },
        { kind: 'usage', code: 'from-date-unused' },
      ],
      [
        'attributes of an item that has none',
        { attributes: [{ name: 'domain', value: 'x' }] },
        { kind: 'not-found', message: 'TRIAL has no attribute "domain"; it has none at all' },
      ],
      ['a missing attribute', { item: 'SITE' }, { kind: 'refused', code: 'attribute-required' }],
      [
        'a value that does not fit',
        {
          item: 'SITE',
          attributes: [
            { name: 'domain', value: 'x' },
            { name: 'seats', value: 'many' },
          ],
        },
        { kind: 'usage', code: 'bad-attribute-value' },
      ],
      ['if-not-exists of what has no external id', { ifNotExists: true }, { code: 'external-id-missing' }],
      ['an empty external id', { externalId: '' }, { kind: 'usage', code: 'bad-external-id' }],
    ])('refuses %s', async (_, input, error) => {
      await expect(add(input)).rejects.toMatchObject(error);
      expect((await db.read((session) => listSubscriptions(session, ALL))).subscriptions).toEqual([]);
    });
  });

  test('subscription list filters, bounds itself, and asks a fixed number of questions', async () => {
    await seedInto(db.database, {
      subscriptions: [
        { account: 'ACC-1', item: 'TRIAL', start: '2026-01-01', end: '2026-03-31' },
        { account: 'ACC-1', item: 'SILVER', start: '2026-01-01' },
        { account: 'ACC-2', item: 'TRIAL', start: '2026-01-01', end: '2026-01-31' },
        { account: 'ACC-2', item: 'TRIAL', start: '2026-01-01', end: '2026-01-31', status: 'ended' },
      ],
    });
    const list = async (input: Partial<ListSubscriptionsInput> = {}) => {
      const { subscriptions, more } = await db.read((session) =>
        listSubscriptions(session, { ...ALL, ...input }),
      );
      return [...subscriptions.map(({ address }) => address), ...(more ? ['more'] : [])];
    };
    db.statements.length = 0;
    expect(await list()).toEqual(['ACC-1/1', 'ACC-1/2', 'ACC-2/1', 'ACC-2/2']);
    expect(db.statements.filter(({ sql }) => sql.includes('subscription'))).toHaveLength(1);
    expect(await list({ account: 'ACC-1' })).toEqual(['ACC-1/1', 'ACC-1/2']);
    expect(await list({ item: 'TRIAL' })).toEqual(['ACC-1/1', 'ACC-2/1', 'ACC-2/2']);
    expect(await list({ status: 'ended' })).toEqual(['ACC-2/2']);
    expect(await list({ dueBefore: '2026-04-01' })).toEqual(['ACC-2/1']);
    expect(await list({ dueBefore: '2026-04-02' })).toEqual(['ACC-2/1', 'ACC-1/1']);
    expect(await list({ dueBefore: '2026-04-02', status: 'ended' })).toEqual(['ACC-2/2']);
    expect(await list({ limit: 4 })).toHaveLength(4);
    expect(await list({ limit: 1 })).toEqual(['ACC-1/1', 'more']);
    await expect(list({ account: 'ACC-3' })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(list({ item: 'TRAIL' })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(list({ dueBefore: '2026-02-30' })).rejects.toMatchObject({ code: 'bad-date' });
  });

  describe('subscription show', () => {
    test('shows predecessor and successor', async () => {
      await add({ end: '2026-01-31' });
      await run(db.database, { asOf: '2026-03-01' });
      const before = await show('ACC-1/1');
      expect(before).toMatchObject({
        subscription: { status: 'ended' },
        outlook: { event: 'over' },
        predecessor: null,
        successor: { address: 'ACC-1/2', item: { articleNumber: 'SILVER' }, startDate: '2026-02-01' },
        transition: { path: 'Trial to Silver', run: 1, to: { number: 2 } },
      });
      expect(await show('ACC-1/2')).toMatchObject({
        subscription: { replaces: 1 },
        path: null,
        outlook: { event: 'not-due', date: null },
        predecessor: { address: 'ACC-1/1' },
        successor: null,
        transition: null,
      });
    });

    test('forecasts what a run then does', async () => {
      const addresses: string[] = [];
      for (const path of [undefined, null, 'Trial to Gold', 'Trial to Old']) {
        for (const end of ['2026-02-27', '2026-02-28']) {
          addresses.push((await add({ start: '2026-01-01', end, path })).result.subscription.address);
        }
      }
      const forecasts = await Promise.all(
        addresses.map(async (address) => [address, (await show(address)).outlook.reason ?? 'moves']),
      );
      await run(db.database, { asOf: '2026-06-01' });
      const stayed = await run(db.database, { asOf: '2026-06-01' });
      const reasons = new Map(
        stayed.notMoved.subscriptions.map((stay) => [`${stay.account}/${stay.number}`, stay.reason]),
      );
      expect(forecasts).toEqual(addresses.map((address) => [address, reasons.get(address) ?? 'moves']));
      expect(new Set(forecasts.map(([, reason]) => reason))).toEqual(
        new Set(['moves', 'no-path', 'path-not-effective', 'destination-inactive']),
      );
    });

    test('refuses what is no address, and finds nothing where there is nothing', async () => {
      await expect(show('ACC-1')).rejects.toMatchObject({ kind: 'usage', code: 'bad-subscription-address' });
      await expect(show('ACC-3/1')).rejects.toMatchObject({ kind: 'not-found', code: 'account-not-found' });
      await expect(show('ACC-1/1')).rejects.toMatchObject({
        kind: 'not-found',
        code: 'subscription-not-found',
        message: 'no subscription "ACC-1/1"',
      });
    });
  });
});
