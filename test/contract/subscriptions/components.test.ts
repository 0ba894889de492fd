// The product instances inside a subscription to a package, before any run.
import { beforeEach, describe, expect, test } from 'vitest';
import { setItem } from '../../../src/operations/items/set-item.ts';
import { type AddComponentInput, addComponent } from '../../../src/operations/subscriptions/add-component.ts';
import {
  type AddSubscriptionInput,
  addSubscription,
} from '../../../src/operations/subscriptions/add-subscription.ts';
import { type EndComponentInput, endComponent } from '../../../src/operations/subscriptions/end-component.ts';
import { listComponents } from '../../../src/operations/subscriptions/list-components.ts';
import { type SetComponentInput, setComponent } from '../../../src/operations/subscriptions/set-component.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { dryRun } from '../../support/dry-run.ts';
import { PLAIN_SUBSCRIPTION } from '../../support/inputs.ts';

const TODAY = '2026-03-01';

const NEW: AddSubscriptionInput = {
  account: 'A',
  item: 'HOSTING',
  start: '2026-02-01',
  ...PLAIN_SUBSCRIPTION,
};

const ADD: AddComponentInput = {
  subscription: 'A/1',
  product: 'MAILBOX',
  start: undefined,
  today: TODAY,
  attributes: [{ name: 'address', value: 'new@a.example' }],
};

/** Two mailboxes, one of them with a quota of its own, and the site that the package brings along. */
const FURNISHED: Partial<AddSubscriptionInput> = {
  components: [{ product: 'MAILBOX', count: 2 }],
  componentAttributes: [
    { holder: 'MAILBOX', name: 'address', value: 'info@a.example' },
    { holder: 'MAILBOX/2', name: 'address', value: 'sales@a.example' },
    { holder: 'MAILBOX/2', name: 'quota', value: '50' },
  ],
};

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const subscribe = (input: Partial<AddSubscriptionInput> = FURNISHED) =>
    db.change((session) => addSubscription(session, { ...NEW, ...input }));
  const add = (input: Partial<AddComponentInput> = {}) =>
    db.change((session) => addComponent(session, { ...ADD, ...input }));
  const end = (component: number, input: Partial<EndComponentInput> = {}) =>
    db.change((session) =>
      endComponent(session, { subscription: 'A/1', component, on: undefined, today: TODAY, ...input }),
    );
  const set = (component: number, input: Partial<SetComponentInput>) =>
    db.change((session) =>
      setComponent(session, {
        subscription: 'A/1',
        component,
        attributes: [],
        removeAttributes: [],
        ...input,
      }),
    );
  const list = async () =>
    (await db.read((session) => listComponents(session, { subscription: 'A/1' }))).components;
  const revision = async () => {
    const { revision } = await db.database.kysely
      .selectFrom('tierctl.subscription')
      .select('revision')
      .where('number', '=', 1)
      .executeTakeFirstOrThrow();
    return revision;
  };
  const endSubscription = () =>
    db.database.kysely
      .updateTable('tierctl.subscription')
      .set({ status: 'ended', end_date: '2026-02-20' })
      .execute();

  beforeEach(async () => {
    await seedInto(db.database, {
      items: [
        {
          articleNumber: 'MAILBOX',
          attributes: [
            { name: 'address', required: true },
            { name: 'quota', type: 'number', defaultValue: '10' },
            { name: 'since', type: 'date' },
          ],
        },
        { articleNumber: 'SITE' },
        { articleNumber: 'SITE/2' },
        { articleNumber: 'FAX', active: false },
        { articleNumber: 'DOMAIN', attributes: ['name'] },
        {
          articleNumber: 'HOSTING',
          kind: 'package',
          products: [
            { item: 'MAILBOX', minimum: 0, maximum: 3 },
            { item: 'SITE', minimum: 1 },
            { item: 'SITE/2', minimum: 0 },
            { item: 'FAX', minimum: 0 },
          ],
        },
        { articleNumber: 'BARE', kind: 'package' },
        { articleNumber: 'MAIL', kind: 'package', products: ['MAILBOX'] },
      ],
      accounts: ['A'],
    });
    db.statements.length = 0;
  });

  describe('subscription add', () => {
    test('provisions the given number of each, by product, with the values of all, of one, and defaults', async () => {
      const { result } = await subscribe();
      expect(result.empty).toBe(false);
      const active = { status: 'active', startDate: '2026-02-01', endDate: null, continues: null };
      const mailbox = { item: { id: expect.any(String), articleNumber: 'MAILBOX', name: 'MAILBOX' } };
      expect(result.subscription.components).toEqual([
        { number: 1, ...active, ...mailbox, attributes: { address: 'info@a.example', quota: '10' } },
        { number: 2, ...active, ...mailbox, attributes: { address: 'sales@a.example', quota: '50' } },
        {
          number: 3,
          ...active,
          item: { id: expect.any(String), articleNumber: 'SITE', name: 'SITE' },
          attributes: {},
        },
      ]);
      expect(await list()).toEqual(result.subscription.components);
    });

    test('provisions the minimum of what is not named', async () => {
      const { result } = await subscribe({});
      expect(result.subscription.components).toMatchObject([{ number: 1, item: { articleNumber: 'SITE' } }]);
    });

    test('reads an article number as a whole before it looks for an instance in it', async () => {
      const components = [
        { product: 'SITE', count: 2 },
        { product: 'SITE/2', count: 1 },
      ];
      const componentAttributes = [{ holder: 'SITE/2', name: 'x', value: 'y' }];
      await expect(subscribe({ components, componentAttributes })).rejects.toMatchObject({
        message: expect.stringMatching(/^SITE\/2 has no attribute "x"/),
      });
    });

    test('warns of a package without any component', async () => {
      expect((await subscribe({ item: 'BARE' })).result).toMatchObject({
        empty: true,
        subscription: { components: [] },
      });
      expect((await subscribe({ item: 'DOMAIN' })).result.empty).toBe(false);
    });

    test('takes as many statements for a hundred components as for two', async () => {
      const count = async (components: number) => {
        db.statements.length = 0;
        await subscribe({ components: [{ product: 'SITE', count: components }] });
        return db.statements.length;
      };
      expect(await count(100)).toBe(await count(2));
    });

    test('in a dry run shows the same and writes nothing', async () => {
      const preview = await dryRun(db.database, (session) =>
        addSubscription(session, { ...NEW, ...FURNISHED }),
      );
      expect((await subscribe()).result).toEqual(preview);
    });

    test.each<[string, Partial<AddSubscriptionInput>, object]>([
      [
        'more than the maximum',
        { components: [{ product: 'MAILBOX', count: 4 }] },
        {
          kind: 'refused',
          code: 'over-maximum',
          message: 'HOSTING has at most 3 of MAILBOX; this would make 4',
        },
      ],
      [
        'fewer than the minimum',
        { components: [{ product: 'SITE', count: 0 }] },
        {
          kind: 'refused',
          code: 'under-minimum',
          message: 'HOSTING has at least 1 of SITE; this would make 0',
        },
      ],
      [
        'a product that the package lacks',
        { components: [{ product: 'MAILBX', count: 1 }] },
        {
          kind: 'refused',
          code: 'product-not-in-package',
          message: 'the package HOSTING has no product "MAILBX"; did you mean MAILBOX?',
        },
      ],
      [
        'a product of a package without any',
        { item: 'BARE', components: [{ product: 'SITE', count: 1 }] },
        { code: 'product-not-in-package', message: expect.stringMatching(/it has none at all$/) },
      ],
      [
        'an attribute of a product that the package lacks',
        { componentAttributes: [{ holder: 'DOMAIN/1', name: 'name', value: 'a.example' }] },
        { code: 'product-not-in-package' },
      ],
      [
        'a product that is not sold any more',
        { components: [{ product: 'FAX', count: 1 }] },
        { kind: 'refused', code: 'item-inactive' },
      ],
      [
        'a missing attribute of one of several',
        {
          components: [{ product: 'MAILBOX', count: 2 }],
          componentAttributes: [{ holder: 'MAILBOX/1', name: 'address', value: 'a' }],
        },
        {
          kind: 'refused',
          code: 'attribute-required',
          message: 'MAILBOX/2 needs "address"',
          hint: 'add --component-attribute MAILBOX/2:address=VALUE',
        },
      ],
      [
        'a missing attribute of what the package brings along',
        { item: 'MAIL' },
        { code: 'attribute-required', message: 'MAILBOX needs "address"' },
      ],
      [
        'an unknown attribute',
        { ...FURNISHED, componentAttributes: [{ holder: 'MAILBOX', name: 'adress', value: 'a' }] },
        { kind: 'not-found', message: 'MAILBOX has no attribute "adress"; did you mean address?' },
      ],
      [
        'a value of another type',
        {
          ...FURNISHED,
          componentAttributes: [
            { holder: 'MAILBOX', name: 'address', value: 'a' },
            { holder: 'MAILBOX/1', name: 'since', value: '2026-02-30' },
          ],
        },
        { kind: 'usage', code: 'bad-date' },
      ],
      [
        'an instance that is not there',
        { ...FURNISHED, componentAttributes: [{ holder: 'MAILBOX/3', name: 'address', value: 'a' }] },
        { kind: 'usage', code: 'no-such-instance', message: '"MAILBOX/3" is none of the 2 of MAILBOX' },
      ],
      [
        'attributes of a product of which there is none',
        { componentAttributes: [{ holder: 'MAILBOX', name: 'address', value: 'a' }] },
        { kind: 'usage', code: 'no-such-instance' },
      ],
      [
        'one value twice',
        {
          ...FURNISHED,
          componentAttributes: [
            { holder: 'MAILBOX', name: 'address', value: 'a' },
            { holder: 'MAILBOX', name: 'address', value: 'b' },
          ],
        },
        { kind: 'usage', code: 'attribute-given-twice' },
      ],
      [
        'components of a product',
        { item: 'DOMAIN', components: [{ product: 'SITE', count: 1 }] },
        { kind: 'refused', code: 'item-not-package' },
      ],
      [
        'attributes of components of a product',
        { item: 'DOMAIN', componentAttributes: [{ holder: 'SITE', name: 'x', value: 'y' }] },
        { kind: 'refused', code: 'item-not-package' },
      ],
    ])('refuses %s', async (_, input, error) => {
      await expect(subscribe(input)).rejects.toMatchObject(error);
      const written = await db.database.kysely.selectFrom('tierctl.subscription').selectAll().execute();
      expect(written).toEqual([]);
    });

    test('refuses one product under two names', async () => {
      const { result } = await subscribe();
      const site = result.subscription.components.find(({ item }) => item.articleNumber === 'SITE');
      const components = [
        { product: 'SITE', count: 1 },
        { product: site?.item.id ?? '', count: 2 },
      ];
      await expect(subscribe({ components })).rejects.toMatchObject({ code: 'component-given-twice' });
    });
  });

  describe('component add', () => {
    beforeEach(() => subscribe());

    test('adds one under the next number, counted as a change of the subscription', async () => {
      const { result } = await add();
      expect(result.component).toMatchObject({
        number: 4,
        item: { articleNumber: 'MAILBOX' },
        status: 'active',
        startDate: TODAY,
        attributes: { address: 'new@a.example', quota: '10' },
      });
      expect((await list()).at(-1)).toEqual(result.component);
      expect(await revision()).toBe(1);
    });

    test('starts with a subscription that has not started, or on the given day', async () => {
      await subscribe({ start: '2026-05-01', end: '2026-05-31' });
      const started = await add({ subscription: 'A/2', product: 'SITE', attributes: [] });
      expect(started.result.component).toMatchObject({ number: 2, startDate: '2026-05-01' });
      const dated = await add({ subscription: 'A/2', product: 'SITE', attributes: [], start: '2026-05-31' });
      expect(dated.result.component).toMatchObject({ number: 3, startDate: '2026-05-31' });
    });

    test('never gives a number twice', async () => {
      await end(2);
      expect((await add()).result.component.number).toBe(4);
    });

    test('counts active ones only', async () => {
      await add();
      await expect(add()).rejects.toMatchObject({ kind: 'refused', code: 'over-maximum' });
      await end(1);
      expect((await add()).result.component.number).toBe(5);
    });

    test('in a dry run shows the same and writes nothing', async () => {
      const preview = await dryRun(db.database, (session) => addComponent(session, ADD));
      expect((await add()).result).toEqual(preview);
    });

    test.each<[string, Partial<AddComponentInput>, object]>([
      ['an unknown product', { product: 'MAILBX' }, { code: 'product-not-in-package' }],
      ['an inactive product', { product: 'FAX', attributes: [] }, { code: 'item-inactive' }],
      ['a missing attribute', { attributes: [] }, { code: 'attribute-required' }],
      [
        'a start before its subscription',
        { start: '2026-01-31' },
        { code: 'component-outside-subscription' },
      ],
      ['an impossible start', { start: '2026-02-30' }, { code: 'bad-date' }],
      ['an unknown subscription', { subscription: 'A/9' }, { code: 'subscription-not-found' }],
    ])('refuses %s', async (_, input, error) => {
      const before = await list();
      await expect(add(input)).rejects.toMatchObject(error);
      expect(await list()).toEqual(before);
    });

    test('refuses a start after the day on which the successor takes over', async () => {
      await subscribe({ end: '2026-12-31', fromDate: '2026-04-01' });
      const late = { subscription: 'A/2', start: '2026-04-01' };
      await expect(add(late)).rejects.toMatchObject({
        code: 'component-outside-subscription',
        hint: 'choose a day within the subscription: 2026-02-01 to 2026-03-31',
      });
      expect((await add({ ...late, start: '2026-03-31' })).result.component.startDate).toBe('2026-03-31');
    });

    test('refuses a subscription to a product, and one that has ended', async () => {
      await subscribe({ item: 'DOMAIN' });
      await expect(add({ subscription: 'A/2' })).rejects.toMatchObject({ code: 'item-not-package' });
      await endSubscription();
      await expect(add()).rejects.toMatchObject({ kind: 'refused', code: 'subscription-ended' });
    });
  });

  describe('component end', () => {
    beforeEach(() => subscribe());

    test('ends one on its last day', async () => {
      const { result } = await end(1, { on: '2026-02-14' });
      expect(result.component).toMatchObject({ number: 1, status: 'ended', endDate: '2026-02-14' });
      expect((await list()).map(({ status, endDate }) => [status, endDate])).toEqual([
        ['ended', '2026-02-14'],
        ['active', null],
        ['active', null],
      ]);
      expect((await end(2)).result.component.endDate).toBe(TODAY);
      expect(await revision()).toBe(2);
    });

    test('takes away what has not started, and never gives its number again', async () => {
      await add({ start: '2026-06-01' });
      const before = await list();
      const input = { subscription: 'A/1', component: 4, on: undefined, today: TODAY };
      await dryRun(db.database, (session) => endComponent(session, input));
      const { result } = await end(4);
      expect(result).toMatchObject({ started: false, component: before[3] });
      expect(await list()).toEqual(before.slice(0, 3));
      await expect(end(4)).rejects.toMatchObject({ code: 'component-not-found' });
      expect((await add({ start: '2026-06-01' })).result.component.number).toBe(5);
      expect((await end(1)).result.started).toBe(true);
    });

    test('has no last day for what has not started', async () => {
      await add({ start: '2026-06-01' });
      await expect(end(4, { on: '2026-06-01' })).rejects.toMatchObject({
        code: 'component-ends-later',
        hint: 'it has not started: without --on it never does',
      });
      await expect(end(4, { on: TODAY })).rejects.toMatchObject({ code: 'end-before-start' });
    });

    test('keeps the minimum, also of what has not started', async () => {
      await add({ product: 'SITE', start: '2026-06-01', attributes: [] });
      await end(3);
      await expect(end(4)).rejects.toMatchObject({ code: 'under-minimum' });
    });

    test('ends one before its successor takes over, where the run is yet to come', async () => {
      await subscribe({ ...FURNISHED, fromDate: '2026-02-21' });
      const over = { subscription: 'A/2', on: '2026-02-21' };
      await expect(end(1, over)).rejects.toMatchObject({
        code: 'component-outside-subscription',
        message:
          'component 1 of A/2 cannot end on 2026-02-21: the last day of the subscription is 2026-02-20',
      });
      expect((await end(1, { subscription: 'A/2' })).result.component.endDate).toBe('2026-02-20');
    });

    test('ends one of a subscription that is over by its last day', async () => {
      await subscribe({ ...FURNISHED, start: '2026-02-01', end: '2026-02-20' });
      const over = { subscription: 'A/2', on: '2026-02-21' };
      await expect(end(1, over)).rejects.toMatchObject({
        kind: 'refused',
        code: 'component-outside-subscription',
        message:
          'component 1 of A/2 cannot end on 2026-02-21: the last day of the subscription is 2026-02-20',
      });
      expect((await end(1, { subscription: 'A/2' })).result.component.endDate).toBe('2026-02-20');
    });

    test('takes what the package holds no more, and what is over a maximum that was lowered', async () => {
      await db.database.kysely
        .deleteFrom('tierctl.package_product')
        .where('minimum_quantity', '=', 1)
        .execute();
      await db.database.kysely.updateTable('tierctl.package_product').set({ maximum_quantity: 0 }).execute();
      expect((await end(3)).result.component.status).toBe('ended');
      expect((await end(1)).result.component.status).toBe('ended');
    });

    test('in a dry run shows the same and writes nothing', async () => {
      const input = { subscription: 'A/1', component: 1, on: undefined, today: TODAY };
      const preview = await dryRun(db.database, (session) => endComponent(session, input));
      expect((await end(1)).result).toEqual(preview);
    });

    test.each<[string, number, Partial<EndComponentInput>, object]>([
      ['the last of a minimum', 3, {}, { kind: 'refused', code: 'under-minimum' }],
      ['an unknown number', 9, {}, { kind: 'not-found', code: 'component-not-found' }],
      ['a day before its start', 1, { on: '2026-01-31' }, { code: 'end-before-start' }],
      ['a day to come', 1, { on: '2026-03-02' }, { code: 'component-ends-later' }],
      ['an impossible day', 1, { on: '2026-02-30' }, { code: 'bad-date' }],
    ])('refuses %s', async (_, number, input, error) => {
      const before = await list();
      await expect(end(number, input)).rejects.toMatchObject(error);
      expect(await list()).toEqual(before);
    });

    test('refuses what has ended already', async () => {
      await end(1);
      await expect(end(1)).rejects.toMatchObject({ kind: 'refused', code: 'component-ended' });
      await expect(set(1, { attributes: [{ name: 'quota', value: '1' }] })).rejects.toMatchObject({
        code: 'component-ended',
      });
      await endSubscription();
      await expect(end(2)).rejects.toMatchObject({ code: 'subscription-ended' });
    });
  });

  describe('component set', () => {
    beforeEach(() => subscribe());

    test('sets what is named and leaves the rest', async () => {
      const attributes = [{ name: 'quota', value: '20' }];
      expect((await set(2, { attributes })).result.component.attributes).toEqual({
        address: 'sales@a.example',
        quota: '20',
      });
      const removed = await set(2, { removeAttributes: ['quota'] });
      expect(removed.result.component.attributes).toEqual({ address: 'sales@a.example' });
      expect((await list()).map((one) => one.attributes)).toEqual([
        { address: 'info@a.example', quota: '10' },
        { address: 'sales@a.example' },
        {},
      ]);
      expect(await revision()).toBe(2);
    });

    test('changes nothing where the values are the same', async () => {
      expect(await set(2, { attributes: [{ name: 'quota', value: '50' }] })).toMatchObject({
        changed: false,
      });
      expect(await revision()).toBe(0);
    });

    test('in a dry run writes nothing', async () => {
      const attributes = [{ name: 'quota', value: '20' }];
      const input = { subscription: 'A/1', component: 2, attributes, removeAttributes: [] };
      const preview = await dryRun(db.database, (session) => setComponent(session, input));
      expect((await set(2, { attributes })).result).toEqual(preview);
    });

    test.each<[string, Partial<SetComponentInput>, object]>([
      ['a required attribute taken away', { removeAttributes: ['address'] }, { code: 'attribute-required' }],
      [
        'a required attribute made empty',
        { attributes: [{ name: 'address', value: '' }] },
        { code: 'attribute-required' },
      ],
      ['a wrong type', { attributes: [{ name: 'quota', value: 'x' }] }, { code: 'bad-attribute-value' }],
      ['an unknown attribute', { removeAttributes: ['x'] }, { code: 'attribute-not-found' }],
      [
        'one set and taken away at once',
        { attributes: [{ name: 'quota', value: '1' }], removeAttributes: ['quota'] },
        { code: 'attribute-given-twice' },
      ],
    ])('refuses %s', async (_, input, error) => {
      await expect(set(2, input)).rejects.toMatchObject(error);
    });
  });

  test('an attribute that a component has a value for stays, in a type that the value fits', async () => {
    await subscribe();
    const setMailbox = (input: object) =>
      db.change((session) => setItem(session, { item: 'MAILBOX', ...input }));
    await expect(setMailbox({ removeAttributes: ['quota'] })).rejects.toMatchObject({
      code: 'attribute-in-use',
      message: expect.stringContaining('has a value on 2'),
    });
    const number = { name: 'address', type: 'number', required: true, defaultValue: null, choices: null };
    await expect(setMailbox({ attributes: [number] })).rejects.toMatchObject({ code: 'attribute-in-use' });
  });
});
