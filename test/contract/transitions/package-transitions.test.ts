// The four combinations of the seed: products and packages on either side of a path, with both grids.
import { expect, test } from 'vitest';
import {
  type SeedComponent,
  type SeedItem,
  type SeedPath,
  type SeedSubscription,
  seedInto,
} from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { type Link, readChains } from '../../support/transitions/chains.ts';
import { dryRun, run } from '../../support/transitions/runs.ts';

const ITEMS: readonly SeedItem[] = [
  { articleNumber: 'SINGLE', attributes: ['contact', 'address'], defaultPath: 'to the package' },
  {
    articleNumber: 'MAILBOX',
    attributes: ['address', 'owner', { name: 'quota', type: 'number', defaultValue: '5' }],
  },
  {
    articleNumber: 'MAILBOX-PRO',
    attributes: ['address', 'owner', { name: 'quota', type: 'number', defaultValue: '50' }],
  },
  { articleNumber: 'DOMAIN', attributes: ['name', { name: 'registrar', defaultValue: 'ours' }] },
  { articleNumber: 'ARCHIVE', attributes: ['note'] },
  {
    articleNumber: 'OFFICE',
    kind: 'package',
    attributes: ['contact', { name: 'label', defaultValue: 'office' }],
    products: [
      { item: 'MAILBOX', minimum: 1 },
      { item: 'DOMAIN', minimum: 0 },
    ],
    defaultPath: 'to the pro package',
  },
  {
    articleNumber: 'OFFICE-PRO',
    kind: 'package',
    attributes: ['contact', 'first'],
    products: [
      { item: 'MAILBOX-PRO', minimum: 2, maximum: 4 },
      { item: 'DOMAIN', minimum: 1 },
      { item: 'ARCHIVE', minimum: 0 },
    ],
  },
  { articleNumber: 'HOLLOW', kind: 'package', products: [{ item: 'MAILBOX', minimum: 0 }] },
];

const PATHS: readonly SeedPath[] = [
  {
    name: 'to the package',
    source: 'SINGLE',
    destination: 'OFFICE',
    map: { contact: 'contact', address: 'MAILBOX:address' },
  },
  {
    name: 'to the pro package',
    source: 'OFFICE',
    destination: 'OFFICE-PRO',
    products: { MAILBOX: 'MAILBOX-PRO', DOMAIN: 'DOMAIN' },
    map: {
      contact: 'contact',
      'MAILBOX:address': 'MAILBOX-PRO:address',
      'DOMAIN:name': 'DOMAIN:name',
      'MAILBOX:owner': 'first',
    },
  },
  {
    name: 'to the single',
    source: 'OFFICE',
    destination: 'SINGLE',
    map: { contact: 'contact', 'MAILBOX:address': 'address' },
  },
  { name: 'hollow', source: 'SINGLE', destination: 'HOLLOW' },
];

const mailbox = (n: number, more: Partial<SeedComponent> = {}): SeedComponent => ({
  item: 'MAILBOX',
  attributes: { address: `m${n}@example.com`, owner: `o${n}`, quota: `${n}` },
  ...more,
});

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const chain = async (address = 'A/1'): Promise<readonly Link[]> =>
    (await db.read((session) => readChains(session)))[address] ?? [];
  const parts = (link: Link | undefined) =>
    (link?.components ?? []).map(({ number, item, continues, attributes }) => [
      number,
      item,
      continues,
      attributes,
    ]);
  const ended = { start: '2026-01-01', end: '2026-01-31' } as const;

  async function moved(subscription: Partial<SeedSubscription>) {
    await seedInto(db.database, {
      items: ITEMS,
      paths: PATHS,
      subscriptions: [{ account: 'A', item: 'OFFICE', ...ended, ...subscription }],
    });
    const result = await run(db.database, { asOf: '2026-02-01' });
    expect(result.failed.subscriptions).toEqual([]);
    return result;
  }

  test('product → product: no packages, no components', async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'ONE', attributes: ['kept'], defaultPath: 'on' },
        { articleNumber: 'OTHER', attributes: ['kept'] },
        ...ITEMS,
      ],
      paths: [{ name: 'on', source: 'ONE', destination: 'OTHER', map: { kept: 'kept' } }, ...PATHS],
      subscriptions: [{ account: 'A', item: 'ONE', ...ended, attributes: { kept: 'k' } }],
    });
    await run(db.database, { asOf: '2026-02-01' });
    expect((await chain())[1]).toMatchObject({ item: 'OTHER', attributes: { kept: 'k' } });
    expect((await chain())[1]?.components).toBeUndefined();
  });

  test('product → package: the minimum is provisioned, with what the path maps to products and defaults', async () => {
    await moved({ item: 'SINGLE', attributes: { contact: 'c', address: 'a@example.com' } });
    const [, successor] = await chain();
    expect(successor).toMatchObject({
      item: 'OFFICE',
      attributes: { contact: 'c', label: 'office' },
      components: [{ status: 'active', start: '2026-02-01', end: null }],
    });
    expect(parts(successor)).toEqual([[1, 'MAILBOX', null, { address: 'a@example.com', quota: '5' }]]);
  });

  test('package → package: three mailboxes arrive as three, each with its own attributes', async () => {
    await moved({
      attributes: { contact: 'c', label: 'l' },
      components: [
        mailbox(1),
        { item: 'DOMAIN', attributes: { name: 'example.com', registrar: 'theirs' } },
        mailbox(2),
        mailbox(3),
      ],
    });
    const [predecessor, successor] = await chain();
    expect(parts(successor)).toEqual([
      [1, 'MAILBOX-PRO', 1, { address: 'm1@example.com', quota: '50' }],
      [2, 'DOMAIN', 2, { name: 'example.com', registrar: 'ours' }],
      [3, 'MAILBOX-PRO', 3, { address: 'm2@example.com', quota: '50' }],
      [4, 'MAILBOX-PRO', 4, { address: 'm3@example.com', quota: '50' }],
    ]);
    expect(successor?.attributes).toEqual({ contact: 'c', first: 'o1' });
    // "The predecessor and its active components get status ended and their end date", and keep their attributes.
    expect(predecessor?.components?.map(({ status, end }) => [status, end])).toEqual(
      Array.from({ length: 4 }, () => ['ended', '2026-01-31']),
    );
    expect(predecessor?.components?.[0]?.attributes).toEqual({
      address: 'm1@example.com',
      owner: 'o1',
      quota: '1',
    });
    const marks = await db.database.kysely
      .selectFrom('tierctl.component')
      .select(['subscription_number', 'ended_run'])
      .distinct()
      .orderBy('subscription_number')
      .execute();
    expect(marks).toEqual([
      { subscription_number: 1, ended_run: 1 },
      { subscription_number: 2, ended_run: null },
    ]);
  });

  test('package → product: the first active instance, by start date and then number, supplies the attributes', async () => {
    await moved({
      path: 'to the single',
      attributes: { contact: 'c' },
      components: [
        mailbox(1, { start: '2026-01-03' }),
        mailbox(2, { start: '2026-01-02', status: 'ended', end: '2026-01-20' }),
        mailbox(3, { start: '2026-01-02' }),
        mailbox(4, { start: '2026-01-02' }),
      ],
    });
    expect((await chain())[1]).toMatchObject({
      item: 'SINGLE',
      attributes: { contact: 'c', address: 'm3@example.com' },
    });
    expect((await chain())[1]?.components).toBeUndefined();
  });

  test('package → product: the first instance supplies nothing where it has no value, whatever the others have', async () => {
    await moved({
      path: 'to the single',
      components: [{ item: 'MAILBOX' }, mailbox(2)],
    });
    expect((await chain())[1]?.attributes).toEqual({});
  });

  test('what is missing to a minimum is filled up behind what was carried over, with defaults', async () => {
    await moved({ components: [mailbox(1)] });
    expect(parts((await chain())[1])).toEqual([
      [1, 'MAILBOX-PRO', 1, { address: 'm1@example.com', quota: '50' }],
      [2, 'DOMAIN', null, { registrar: 'ours' }],
      [3, 'MAILBOX-PRO', null, { quota: '50' }],
    ]);
  });

  test('a minimum may be a thousand', async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'SEAT', attributes: [{ name: 'kind', defaultValue: 'k' }] },
        { articleNumber: 'HALL', kind: 'package', products: [{ item: 'SEAT', minimum: 1_000 }] },
        { articleNumber: 'STOOL', defaultPath: 'on' },
      ],
      paths: [{ name: 'on', source: 'STOOL', destination: 'HALL' }],
      subscriptions: [{ account: 'A', item: 'STOOL', ...ended }],
    });
    await run(db.database, { asOf: '2026-02-01' });
    const seats = (await chain())[1]?.components ?? [];
    expect(seats.map(({ number }) => number)).toEqual(Array.from({ length: 1_000 }, (_, index) => index + 1));
    expect(seats.every(({ attributes }) => attributes.kind === 'k')).toBe(true);
  });

  test('components that ended earlier are not carried over and stay as they are', async () => {
    await moved({
      components: [mailbox(1, { status: 'ended', end: '2026-01-15' }), mailbox(2), mailbox(3)],
    });
    const [predecessor, successor] = await chain();
    expect(parts(successor).map(([, item, continues]) => [item, continues])).toEqual([
      ['MAILBOX-PRO', 2],
      ['MAILBOX-PRO', 3],
      ['DOMAIN', null],
    ]);
    expect(predecessor?.components?.[0]).toMatchObject({ status: 'ended', end: '2026-01-15' });
  });

  test('a component that starts after its package ended is on the successor alone, from its own day', async () => {
    await moved({ components: [mailbox(1), mailbox(2, { start: '2026-02-10' })] });
    const [predecessor, successor] = await chain();
    expect(predecessor?.components?.map(({ number, status, end }) => [number, status, end])).toEqual([
      [1, 'ended', '2026-01-31'],
    ]);
    expect(successor?.components?.map(({ item, start, continues }) => [item, start, continues])).toEqual([
      ['MAILBOX-PRO', '2026-02-01', 1],
      ['MAILBOX-PRO', '2026-02-10', null],
      ['DOMAIN', '2026-02-01', null],
    ]);
  });

  test('more than the maximum stays, with that reason, and moves when the surplus has ended', async () => {
    const result = await moved({ components: [1, 2, 3, 4, 5].map((n) => mailbox(n)) });
    expect(result).toMatchObject({
      moved: { total: 0 },
      notMoved: { byReason: [{ reason: 'over-maximum', count: 1 }], subscriptions: [{ number: 1 }] },
    });
    expect((await chain())[0]?.components?.every(({ status }) => status === 'active')).toBe(true);
    await db.database.kysely
      .updateTable('tierctl.component')
      .set({ status: 'ended', end_date: '2026-01-31' })
      .where('component_number', '=', 3)
      .execute();
    expect(await run(db.database, { asOf: '2026-02-01' })).toMatchObject({ moved: { total: 1 } });
    expect((await chain())[1]?.components?.map(({ continues }) => continues)).toEqual([1, 2, 4, 5, null]);
  });

  test('two products merge into one: the maximum counts both, and each instance keeps its own values', async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'BASIC', attributes: ['address'] },
        { articleNumber: 'PLUS', attributes: ['mail'] },
        { articleNumber: 'BOX', attributes: ['address', { name: 'plan', defaultValue: 'new' }] },
        { articleNumber: 'OLD', kind: 'package', products: ['BASIC', 'PLUS'], defaultPath: 'merge' },
        { articleNumber: 'NEW', kind: 'package', products: [{ item: 'BOX', minimum: 4, maximum: 4 }] },
      ],
      paths: [
        {
          name: 'merge',
          source: 'OLD',
          destination: 'NEW',
          products: { BASIC: 'BOX', PLUS: 'BOX' },
          map: { 'BASIC:address': 'BOX:address', 'PLUS:mail': 'BOX:address' },
        },
      ],
      subscriptions: [
        {
          account: 'A',
          item: 'OLD',
          ...ended,
          components: [
            { item: 'PLUS', attributes: { mail: 'p1' } },
            { item: 'BASIC', attributes: { address: 'b2' } },
            { item: 'PLUS' },
          ],
        },
        {
          account: 'B',
          item: 'OLD',
          ...ended,
          components: ['BASIC', 'BASIC', 'BASIC', 'PLUS', 'PLUS'].map((item) => ({ item })),
        },
      ],
    });
    const result = await run(db.database, { asOf: '2026-02-01' });
    expect(result.notMoved.subscriptions).toMatchObject([{ account: 'B', reason: 'over-maximum' }]);
    // A filler takes no value from a product that is mapped to it: that belongs to its own instance.
    expect(parts((await chain())[1])).toEqual([
      [1, 'BOX', 1, { address: 'p1', plan: 'new' }],
      [2, 'BOX', 2, { address: 'b2', plan: 'new' }],
      [3, 'BOX', 3, { plan: 'new' }],
      [4, 'BOX', null, { plan: 'new' }],
    ]);
  });

  test('a product that becomes no other supplies every instance of what it is mapped to', async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'MASTER', attributes: ['owner'] },
        { articleNumber: 'BOX', attributes: ['address', 'owner'] },
        { articleNumber: 'SITE', attributes: ['owner', 'region', 'address'] },
        {
          articleNumber: 'OLD',
          kind: 'package',
          attributes: ['region'],
          products: ['MASTER', 'BOX'],
          defaultPath: 'on',
        },
        {
          articleNumber: 'NEW',
          kind: 'package',
          products: [
            { item: 'BOX', minimum: 2 },
            { item: 'SITE', minimum: 1 },
          ],
        },
      ],
      paths: [
        {
          name: 'on',
          source: 'OLD',
          destination: 'NEW',
          products: { BOX: 'BOX' },
          map: {
            'MASTER:owner': 'BOX:owner',
            'BOX:address': 'SITE:address',
            region: 'SITE:region',
          },
        },
      ],
      subscriptions: [
        {
          account: 'A',
          item: 'OLD',
          ...ended,
          attributes: { region: 'r' },
          components: [
            { item: 'BOX', start: '2026-01-05', attributes: { address: 'late', owner: 'own' } },
            { item: 'BOX', start: '2026-01-02', attributes: { address: 'early' } },
            { item: 'MASTER', attributes: { owner: 'm1' } },
            { item: 'MASTER', attributes: { owner: 'm2' } },
          ],
        },
      ],
    });
    await run(db.database, { asOf: '2026-02-01' });
    expect(parts((await chain())[1])).toEqual([
      [1, 'BOX', 2, { owner: 'm1' }],
      [2, 'BOX', 1, { owner: 'm1' }],
      [3, 'SITE', null, { region: 'r', address: 'early' }],
    ]);
  });

  test('a chain runs through packages in one run, hop by hop', async () => {
    await seedInto(db.database, {
      items: ITEMS.map((item) =>
        item.articleNumber === 'OFFICE'
          ? { ...item, term: 'P1M' }
          : item.articleNumber === 'OFFICE-PRO'
            ? { ...item, term: 'P1M', defaultPath: 'back' }
            : item.articleNumber === 'SINGLE'
              ? { ...item, term: 'P1Y' }
              : item,
      ),
      paths: [
        ...PATHS,
        {
          name: 'back',
          source: 'OFFICE-PRO',
          destination: 'SINGLE',
          map: { contact: 'contact', 'MAILBOX-PRO:address': 'address' },
        },
      ],
      subscriptions: [
        {
          account: 'A',
          item: 'SINGLE',
          start: '2025-12-01',
          end: '2026-01-30',
          attributes: { contact: 'c', address: 'a' },
        },
      ],
    });
    const preview = await dryRun(db.database, { asOf: '2026-06-01' });
    expect(preview.moved.total).toBe(3);
    expect((await chain()).length).toBe(1);
    expect(await run(db.database, { asOf: '2026-06-01' })).toMatchObject({ moved: preview.moved });
    const links = await chain();
    expect(links.map(({ item, start, end }) => [item, start, end])).toEqual([
      ['SINGLE', '2025-12-01', '2026-01-30'],
      ['OFFICE', '2026-01-31', '2026-02-27'],
      ['OFFICE-PRO', '2026-02-28', '2026-03-27'],
      ['SINGLE', '2026-03-28', '2027-03-27'],
    ]);
    expect(links[2]?.components?.map(({ item, status, start, end }) => [item, status, start, end])).toEqual([
      ['MAILBOX-PRO', 'ended', '2026-02-28', '2026-03-27'],
      ['DOMAIN', 'ended', '2026-02-28', '2026-03-27'],
      ['MAILBOX-PRO', 'ended', '2026-02-28', '2026-03-27'],
    ]);
    expect(links[3]?.attributes).toEqual({ contact: 'c', address: 'a' });
  });

  test('packages that arrive without products are counted by path and listed', async () => {
    await seedInto(db.database, {
      items: ITEMS,
      paths: PATHS,
      subscriptions: [
        { account: 'A', item: 'SINGLE', ...ended },
        { account: 'B', item: 'SINGLE', ...ended, path: 'hollow' },
        { account: 'C', item: 'SINGLE', ...ended, path: 'hollow' },
      ],
    });
    const result = await run(db.database, { asOf: '2026-02-01', listed: 1 });
    expect(result.emptyPackages).toEqual({
      total: 2,
      byPath: [{ path: 'hollow', item: expect.objectContaining({ articleNumber: 'HOLLOW' }), count: 2 }],
      subscriptions: [
        {
          account: 'B',
          number: 2,
          item: expect.objectContaining({ articleNumber: 'HOLLOW' }),
          path: 'hollow',
        },
      ],
    });
    expect(await run(db.database, { asOf: '2026-02-01' })).toMatchObject({
      emptyPackages: { total: 0, byPath: [], subscriptions: [] },
    });
  });

  test('the number of statements does not grow with the packages, nor with what is in them', async () => {
    const count = async (rows: number) => {
      await seedInto(db.database, {
        subscriptions: Array.from({ length: rows }, (_, index) => ({
          account: `ACC-${rows}-${index % 97}`,
          item: index % 2 === 0 ? 'OFFICE' : 'SINGLE',
          ...ended,
          attributes: { contact: `${index}` },
          ...(index % 2 === 0 && {
            components: Array.from({ length: 1 + (index % 4) }, (_, n) => mailbox(n)),
          }),
        })),
      });
      db.statements.length = 0;
      const result = await run(db.database, { asOf: '2026-02-01', batchSize: 10_000 });
      expect(result.moved.total).toBe(rows);
      return db.statements.length;
    };
    await seedInto(db.database, { items: ITEMS, paths: PATHS });
    expect(await count(1_000)).toBe(await count(10));
  });

  test('a hop from products to products sends nothing for packages, though the catalogue has them', async () => {
    await seedInto(db.database, {
      items: [{ articleNumber: 'ONE', defaultPath: 'on' }, { articleNumber: 'OTHER' }],
      paths: [{ name: 'on', source: 'ONE', destination: 'OTHER' }],
    });
    const count = async (account: string) => {
      await seedInto(db.database, { subscriptions: [{ account, item: 'ONE', ...ended }] });
      db.statements.length = 0;
      expect(await run(db.database, { asOf: '2026-02-01' })).toMatchObject({ moved: { total: 1 } });
      return db.statements.length;
    };
    const without = await count('A');
    await seedInto(db.database, { items: ITEMS, paths: PATHS });
    expect(await count('B')).toBe(without);
    expect(db.statements.some((statement) => /insert into "tierctl"\."component/.test(statement.sql))).toBe(
      false,
    );
  });
});
