// What doctor finds in what subscriptions hold and follow.
import { expect, test } from 'vitest';
import { diagnose } from '../../../src/operations/administration/diagnose.ts';
import { type Seed, seedInto } from '../../support/catalogue/catalogue.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { seedFit } from '../../support/subscriptions/fit-catalogue.ts';

const TODAY = '2026-03-01';

const CATALOGUE: Seed = {
  items: [
    { articleNumber: 'BOX', attributes: ['address'] },
    { articleNumber: 'SITE', active: false },
    { articleNumber: 'EXTRA', kind: 'extension', active: false },
    {
      articleNumber: 'OLD',
      kind: 'package',
      active: false,
      attributes: ['domain', 'note'],
      products: [
        { item: 'BOX', minimum: 1 },
        { item: 'SITE', minimum: 0 },
      ],
      defaultPath: 'ends',
    },
    {
      articleNumber: 'NEW',
      kind: 'package',
      attributes: ['domain'],
      products: [{ item: 'BOX', minimum: 1 }],
    },
  ],
  paths: [
    { name: 'ends', source: 'OLD', destination: 'NEW', map: { domain: 'domain' }, products: { BOX: 'BOX' } },
  ],
};

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const doctor = async () => (await db.read((session) => diagnose(session, { today: TODAY }))).findings;
  const brief = async () =>
    (await doctor()).map(({ severity, rule, message, fix }) => [severity, rule, message, fix]);

  test('a catalogue without subscriptions gives no finding about holders', async () => {
    await seedInto(db.database, CATALOGUE);
    expect(await brief()).toEqual([]);
  });

  test('holders of inactive items, open ends, changes that wait, and what a path takes away', async () => {
    await seedInto(db.database, {
      ...CATALOGUE,
      subscriptions: [
        {
          account: 'A',
          item: 'OLD',
          start: '2026-01-01',
          end: '2026-12-31',
          attributes: { domain: 'a.example', note: 'gone' },
          components: [{ item: 'BOX', attributes: { address: 'a' } }, { item: 'SITE' }, { item: 'SITE' }],
        },
        {
          account: 'B',
          item: 'OLD',
          start: '2026-01-01',
          components: [{ item: 'SITE', status: 'ended', end: '2026-01-02' }],
        },
        { account: 'C', item: 'OLD', start: '2026-01-01', path: null },
        { account: 'D', item: 'OLD', start: '2026-01-01', end: '2026-01-31', status: 'ended' },
        { account: 'E', item: 'NEW', start: '2026-01-01' },
      ],
    });
    await seedFit(db.database, {
      extensions: { NEW: { EXTRA: 1 } },
      held: { 'A/1': { EXTRA: 3 }, 'D/1': { EXTRA: 5 } },
    });
    const { kysely } = db.database;
    const { id } = await kysely
      .selectFrom('billing.item')
      .select('id')
      .where('article_number', '=', 'OLD')
      .executeTakeFirstOrThrow();
    await kysely
      .updateTable('tierctl.subscription')
      .set({ change_item_id: id, change_on: '2026-05-01' })
      .where('account_id', '=', 'E')
      .execute();
    const before = await everyRow(db.database);
    expect(await brief()).toEqual([
      [
        'error',
        'change-to-inactive-item',
        'OLD is inactive, and 1 change waits for it',
        'tierctl item set OLD --active',
      ],
      [
        'warning',
        'inactive-item-held',
        'EXTRA is inactive, and 1 active subscription is extended by it',
        null,
      ],
      ['warning', 'inactive-item-held', 'OLD is inactive, and 3 active subscriptions are to it', null],
      ['warning', 'inactive-item-held', 'SITE is inactive, and 2 active components are of it', null],
      [
        'warning',
        'open-ended-on-path',
        '1 active subscription to OLD follows "ends" and has neither an end date nor a from date',
        null,
      ],
      [
        'warning',
        'path-takes-away',
        '"ends" takes 2 EXTRA from an active subscription that follows it: NEW does not allow as many',
        'tierctl item extension add NEW EXTRA',
      ],
      [
        'warning',
        'path-takes-away',
        '"ends" takes 2 SITE from an active subscription that follows it: NEW has no product that they are mapped to',
        null,
      ],
      [
        'warning',
        'path-takes-away',
        '"ends" takes 1 value of BOX:address from an active subscription that follows it: not mapped',
        'tierctl path map ends --map BOX:address=BOX:address',
      ],
      [
        'warning',
        'path-takes-away',
        '"ends" takes 1 value of note from an active subscription that follows it: not mapped',
        null,
      ],
    ]);
    expect(await everyRow(db.database)).toEqual(before);
  });

  test('a level that offers less of a service than a lower one', async () => {
    await seedInto(db.database, {
      items: ['ONE', 'TWO', 'TWO-B', 'THREE', 'PLAIN'].map((articleNumber) => ({ articleNumber })),
    });
    await seedFit(db.database, {
      groups: { ladder: { ONE: 1, TWO: 2, 'TWO-B': 2, THREE: 3, PLAIN: 4 }, other: { THREE: 1, ONE: 2 } },
      limits: {
        ONE: { email: 5, ftp: 1 },
        TWO: { email: 10 },
        'TWO-B': { email: 7, ftp: 1 },
        THREE: { email: 8, ftp: 1 },
      },
    });
    expect((await brief()).filter(([, rule]) => rule === 'level-offers-less')).toEqual([
      [
        'warning',
        'level-offers-less',
        'TWO, on level 2 of "ladder", offers less than a lower level: ftp 0 (ONE: 1)',
        'tierctl item service set TWO ftp=1',
      ],
      [
        'warning',
        'level-offers-less',
        'THREE, on level 3 of "ladder", offers less than a lower level: email 8 (TWO: 10)',
        'tierctl item service set THREE email=10',
      ],
      [
        'warning',
        'level-offers-less',
        'ONE, on level 2 of "other", offers less than a lower level: email 5 (THREE: 8)',
        'tierctl item service set ONE email=8',
      ],
    ]);
  });

  test('the number of statements does not grow with what is held', async () => {
    const statements = async (accounts: number) => {
      await seedInto(db.database, {
        subscriptions: Array.from({ length: accounts }, (_, n) => ({
          account: `N-${accounts}-${n}`,
          item: 'OLD',
          start: '2026-01-01',
          attributes: { note: 'gone' },
        })),
      });
      db.statements.length = 0;
      await doctor();
      return db.statements.length;
    };
    await seedInto(db.database, CATALOGUE);
    const few = await statements(2);
    expect(await statements(200)).toBe(few);
  });
});
