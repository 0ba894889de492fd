// A component that has not started when its subscription is replaced does not exist on it afterwards, and starts on the
// successor on its own day: whichever door set the day, and back again when the run is undone.
import { beforeEach, describe, expect, test } from 'vitest';
import { setItem } from '../../../src/operations/items/set-item.ts';
import { addComponent } from '../../../src/operations/subscriptions/add-component.ts';
import { scheduleSubscription } from '../../../src/operations/subscriptions/schedule-subscription.ts';
import { unscheduleSubscription } from '../../../src/operations/subscriptions/unschedule-subscription.ts';
import { changeSubscription } from '../../../src/operations/transitions/change-subscription.ts';
import { type SeedComponent, type SeedSubscription, seedInto } from '../../support/catalogue/catalogue.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { INVOCATION, useDatabase } from '../../support/database/use-database.ts';
import { dryRun as dryChange } from '../../support/dry-run.ts';
import { seedFit } from '../../support/subscriptions/fit-catalogue.ts';
import { type Link, readChains } from '../../support/transitions/chains.ts';
import { forecast } from '../../support/transitions/forecasts.ts';
import { componentsOutside } from '../../support/transitions/periods.ts';
import { everythingButRecords, revert } from '../../support/transitions/reverts.ts';
import { dryRun, run } from '../../support/transitions/runs.ts';

const TODAY = '2027-01-15';
const MOVES_ON = '2027-03-01';
const LATER = '2027-05-01';

const mailbox = (address: string, more: Partial<SeedComponent> = {}): SeedComponent => ({
  item: 'MAILBOX',
  attributes: { address },
  ...more,
});

/** One mailbox in use, one that is booked for later, and a site that is, too. */
const COMPONENTS = [
  mailbox('one'),
  mailbox('two', { start: LATER }),
  { item: 'SITE', start: LATER, attributes: { name: 'shop' } },
];

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const chain = async (address = 'A/1'): Promise<Link[]> =>
    (await db.read((session) => readChains(session)))[address] ?? [];
  /** Each component as start..end and what it holds. */
  const parts = (link: Link | undefined) =>
    link?.components?.map(({ item, start, end, continues, attributes }) =>
      [item, `${start}..${end ?? ''}`, continues, ...Object.values(attributes)].join(' '),
    );

  const seed = (more: Partial<SeedSubscription> = {}, term?: string) =>
    seedInto(db.database, {
      items: [
        { articleNumber: 'MAILBOX', attributes: ['address'] },
        { articleNumber: 'MAILBOX-PRO', attributes: ['mail'] },
        { articleNumber: 'SITE', attributes: ['name'] },
        { articleNumber: 'ALONE', attributes: ['address'] },
        {
          articleNumber: 'OFFICE',
          kind: 'package',
          products: [
            { item: 'MAILBOX', minimum: 1 },
            { item: 'SITE', minimum: 0 },
          ],
        },
        {
          articleNumber: 'PRO',
          kind: 'package',
          term,
          products: [{ item: 'MAILBOX-PRO', minimum: 1 }],
          defaultPath: term === undefined ? undefined : 'next term',
        },
        { articleNumber: 'NEXT', kind: 'package', term, products: [{ item: 'MAILBOX-PRO', minimum: 1 }] },
        {
          articleNumber: 'LARGE',
          kind: 'package',
          products: [
            { item: 'MAILBOX', minimum: 1 },
            { item: 'SITE', minimum: 0 },
          ],
        },
      ],
      paths: [
        {
          name: 'to pro',
          source: 'OFFICE',
          destination: 'PRO',
          products: { MAILBOX: 'MAILBOX-PRO' },
          map: { 'MAILBOX:address': 'MAILBOX-PRO:mail' },
        },
        {
          name: 'next term',
          source: 'PRO',
          destination: 'NEXT',
          products: { 'MAILBOX-PRO': 'MAILBOX-PRO' },
          map: { 'MAILBOX-PRO:mail': 'MAILBOX-PRO:mail' },
        },
        {
          name: 'to one product',
          source: 'OFFICE',
          destination: 'ALONE',
          map: { 'MAILBOX:address': 'address' },
        },
      ],
      subscriptions: [{ account: 'A', item: 'OFFICE', start: '2027-01-01', components: COMPONENTS, ...more }],
    });

  const schedule = (path: string, fromDate = MOVES_ON) =>
    db.change((session) =>
      scheduleSubscription(session, {
        subscription: 'A/1',
        path: { override: path },
        apply: undefined,
        fromDate,
      }),
    );
  const change = (on: string, today = TODAY) => ({
    subscription: 'A/1',
    target: 'LARGE',
    on,
    today,
    add: [],
    terminate: [],
    attributes: [],
    keepEnd: true,
    invocation: INVOCATION,
  });
  const ladder = () => seedFit(db.database, { groups: { Office: { OFFICE: 1, LARGE: 2 } } });

  describe('through a path', () => {
    beforeEach(async () => {
      await seed();
      await schedule('to pro');
    });

    test('it is on the successor alone, with its mapped values, from its own day', async () => {
      expect(await run(db.database, { asOf: MOVES_ON })).toMatchObject({ moved: { total: 1 } });
      const [before, after] = await chain();
      expect(before).toMatchObject({ end: '2027-02-28' });
      expect(parts(before)).toEqual(['MAILBOX 2027-01-01..2027-02-28  one']);
      expect(parts(after)).toEqual([
        'MAILBOX-PRO 2027-03-01.. 1 one',
        // Nothing of the predecessor goes on in it: it was never there.
        'MAILBOX-PRO 2027-05-01..  two',
      ]);
      expect(await componentsOutside(db.database)).toEqual([]);
    });

    test('a run after that day gives the same', async () => {
      await run(db.database, { asOf: '2027-08-01' });
      expect(parts((await chain())[1])?.[1]).toBe('MAILBOX-PRO 2027-05-01..  two');
    });

    test('the run undone gives back every row as it was, those that nothing became too', async () => {
      const before = await everythingButRecords(db.database);
      const { run: made } = await run(db.database, { asOf: MOVES_ON });
      expect(await revert(db.database, { id: made.id })).toMatchObject({ reverted: { total: 1 } });
      expect(await everythingButRecords(db.database)).toEqual(before);
      await run(db.database, { asOf: MOVES_ON });
      expect(parts((await chain())[1])).toHaveLength(2);
    });

    test('a dry run and a forecast leave every row as it was', async () => {
      const before = await everyRow(db.database);
      expect(await dryRun(db.database, { asOf: MOVES_ON })).toMatchObject({ moved: { total: 1 } });
      expect(await everyRow(db.database)).toEqual(before);
      const result = await forecast(db.database, { today: TODAY, until: MOVES_ON });
      expect(result.upcoming.total).toBe(1);
      expect(await everyRow(db.database)).toEqual(before);
    });

    test('what the run took, and a revert would give back, holds on to its product and its values', async () => {
      await run(db.database, { asOf: MOVES_ON });
      await expect(
        db.change((session) => setItem(session, { item: 'SITE', removeAttributes: ['name'] })),
      ).rejects.toMatchObject({ code: 'attribute-in-use' });
      await db.database.kysely.deleteFrom('tierctl.package_product').execute();
      await expect(
        db.change((session) => setItem(session, { item: 'SITE', kind: 'package' })),
      ).rejects.toMatchObject({ kind: 'refused' });
    });
  });

  test('a package that becomes a product keeps nothing that has not started', async () => {
    await seed();
    await schedule('to one product');
    const before = await everythingButRecords(db.database);
    await run(db.database, { asOf: MOVES_ON });
    const [left, after] = await chain();
    expect(parts(left)).toEqual(['MAILBOX 2027-01-01..2027-02-28  one']);
    expect(after).toMatchObject({ item: 'ALONE', attributes: { address: 'one' } });
    await revert(db.database, { id: 1 });
    expect(await everythingButRecords(db.database)).toEqual(before);
  });

  test('along a chain it goes from successor to successor until its day', async () => {
    await seed({}, 'P1M');
    await schedule('to pro', '2027-03-20');
    const before = await everythingButRecords(db.database);
    await run(db.database, { asOf: '2027-06-01' });
    const links = await chain();
    expect(links.map(({ item, start, end }) => [item, start, end])).toEqual([
      ['OFFICE', '2027-01-01', '2027-03-19'],
      ['PRO', '2027-03-20', '2027-04-19'],
      ['NEXT', '2027-04-20', '2027-05-19'],
    ]);
    expect(links.map(parts)).toEqual([
      ['MAILBOX 2027-01-01..2027-03-19  one'],
      ['MAILBOX-PRO 2027-03-20..2027-04-19 1 one'],
      ['MAILBOX-PRO 2027-04-20.. 1 one', 'MAILBOX-PRO 2027-05-01..  two'],
    ]);
    expect(await componentsOutside(db.database)).toEqual([]);
    // Only the last hop, then the rest.
    await revert(db.database, { id: 1, subscription: 'A/2' });
    expect(parts((await chain())[1])).toEqual([
      'MAILBOX-PRO 2027-03-20.. 1 one',
      'MAILBOX-PRO 2027-05-01..  two',
    ]);
    await revert(db.database, { id: 1 });
    expect(await everythingButRecords(db.database)).toEqual(before);
  });

  describe('through a change by hand', () => {
    beforeEach(async () => {
      await seed();
      await ladder();
    });

    test('at once', async () => {
      const before = await everythingButRecords(db.database);
      await dryChange(db.database, (session) => changeSubscription(session, change(TODAY)));
      await db.change((session) => changeSubscription(session, change(TODAY)));
      const [left, after] = await chain();
      expect(parts(left)).toEqual(['MAILBOX 2027-01-01..2027-01-14  one']);
      expect(parts(after)).toEqual([
        'MAILBOX 2027-01-15.. 1 one',
        'MAILBOX 2027-05-01..  two',
        'SITE 2027-05-01..  shop',
      ]);
      await revert(db.database, { id: 1 });
      expect(await everythingButRecords(db.database)).toEqual(before);
    });

    test('on a later day, and dated back to before the day on which it started', async () => {
      await db.change((session) => changeSubscription(session, change(MOVES_ON)));
      await run(db.database, { asOf: MOVES_ON });
      expect(parts((await chain())[1])?.[1]).toBe('MAILBOX 2027-05-01..  two');
      await revert(db.database, { id: 1 });
      await db.change((session) => unscheduleSubscription(session, { subscription: 'A/1' }));
      await db.change((session) => changeSubscription(session, change(MOVES_ON, '2027-07-01')));
      expect(parts((await chain())[1])?.[1]).toBe('MAILBOX 2027-05-01..  two');
      expect(await componentsOutside(db.database)).toEqual([]);
    });
  });

  test('what is added once the day has passed, before the run comes, starts on the successor as well', async () => {
    await seed({ components: [mailbox('one')] });
    await schedule('to pro');
    const add = (start: string) =>
      db.change((session) =>
        addComponent(session, {
          subscription: 'A/1',
          product: 'MAILBOX',
          start,
          today: '2027-03-10',
          attributes: [{ name: 'address', value: start }],
        }),
      );
    await add('2027-03-05');
    await add('2027-04-01');
    await run(db.database, { asOf: '2027-03-10' });
    const [left, after] = await chain();
    expect(parts(left)).toEqual(['MAILBOX 2027-01-01..2027-02-28  one']);
    expect(parts(after)).toEqual([
      'MAILBOX-PRO 2027-03-01.. 1 one',
      'MAILBOX-PRO 2027-03-05..  2027-03-05',
      'MAILBOX-PRO 2027-04-01..  2027-04-01',
    ]);
  });

  test('what other programs let end after its subscription ends with it, and ends later again once that is undone', async () => {
    await seed({
      fromDate: MOVES_ON,
      path: 'to pro',
      components: [
        mailbox('one'),
        mailbox('longer', { status: 'ended', end: '2027-03-31' }),
        mailbox('never there', { status: 'ended', start: LATER, end: LATER }),
      ],
    });
    const before = await everythingButRecords(db.database);
    await run(db.database, { asOf: MOVES_ON });
    const [left, after] = await chain();
    expect(parts(left)).toEqual([
      'MAILBOX 2027-01-01..2027-02-28  one',
      'MAILBOX 2027-01-01..2027-02-28  longer',
    ]);
    expect(parts(after)).toEqual(['MAILBOX-PRO 2027-03-01.. 1 one']);
    expect(await componentsOutside(db.database)).toEqual([]);
    await revert(db.database, { id: 1 });
    expect(await everythingButRecords(db.database)).toEqual(before);
  });

  test('the same number of statements, however many there are', async () => {
    const statements = async (accounts: number) => {
      await seedInto(db.database, {
        subscriptions: Array.from({ length: accounts }, (_, index) => ({
          account: `${accounts}-${index}`,
          item: 'OFFICE',
          start: '2027-01-01',
          path: 'to pro',
          fromDate: MOVES_ON,
          components: COMPONENTS,
        })),
      });
      db.statements.length = 0;
      const result = await run(db.database, { asOf: MOVES_ON });
      expect(result.moved.total).toBe(accounts);
      return db.statements.length;
    };
    await seed({ path: null });
    const few = await statements(1);
    expect(await statements(40)).toBe(few);
  });
});
