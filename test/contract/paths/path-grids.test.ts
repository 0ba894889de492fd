// The grids of paths between products and packages: how they are kept, changed and shown, and that runs follow them.
import { beforeEach, describe, expect, test } from 'vitest';
import { listAudit } from '../../../src/operations/administration/list-audit.ts';
import { type CreatePathInput, createPath } from '../../../src/operations/paths/create-path.ts';
import { deletePath } from '../../../src/operations/paths/delete-path.ts';
import { type MapPathInput, mapPath } from '../../../src/operations/paths/map-path.ts';
import { showPath } from '../../../src/operations/paths/show-path.ts';
import { type SeedItem, seedInto } from '../../support/catalogue/catalogue.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { dryRun } from '../../support/dry-run.ts';
import { PLAIN_PATH, SAME_GRIDS } from '../../support/inputs.ts';
import { readChains } from '../../support/transitions/chains.ts';
import { run } from '../../support/transitions/runs.ts';

const ITEMS: readonly SeedItem[] = [
  { articleNumber: 'SINGLE', attributes: ['contact', 'address'] },
  { articleNumber: 'OTHER', attributes: ['contact'] },
  { articleNumber: 'MAILBOX', attributes: ['address', { name: 'quota', type: 'number' }] },
  { articleNumber: 'MAILBOX-PRO', attributes: [{ name: 'address', required: true }, 'alias'] },
  { articleNumber: 'DOMAIN', attributes: ['name'] },
  { articleNumber: 'GONE', active: false },
  {
    articleNumber: 'OFFICE',
    kind: 'package',
    attributes: ['contact'],
    products: [
      { item: 'MAILBOX', minimum: 1 },
      { item: 'DOMAIN', minimum: 0 },
    ],
  },
  {
    articleNumber: 'OFFICE-PRO',
    kind: 'package',
    attributes: ['contact', 'first'],
    products: [
      { item: 'MAILBOX-PRO', minimum: 0, maximum: 5 },
      { item: 'DOMAIN', minimum: 0 },
    ],
  },
];

const pairs = (text: string) =>
  text.split(' ').map((pair) => {
    const [source = '', destination = ''] = pair.split('=');
    return { source, destination };
  });

const NEW: CreatePathInput = {
  name: 'on',
  source: 'OFFICE',
  destination: 'OFFICE-PRO',
  ...PLAIN_PATH,
};
const BOTH = {
  map: pairs('contact=contact MAILBOX:address=MAILBOX-PRO:address MAILBOX:address=first'),
  mapProducts: pairs('MAILBOX=MAILBOX-PRO'),
};
const UNCHANGED: MapPathInput = {
  path: 'on',
  ...SAME_GRIDS,
};

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const create = (input: Partial<CreatePathInput> = {}) =>
    db.change((session) => createPath(session, { ...NEW, ...input }));
  const map = (input: Partial<MapPathInput>) =>
    db.change((session) => mapPath(session, { ...UNCHANGED, ...input }));
  const show = () => db.read((session) => showPath(session, { path: 'on' }));
  const grids = async () => {
    const { path } = await show();
    return {
      attributes: path.attributes.map(
        ({ source, destination }) =>
          `${source.item.articleNumber}:${source.attribute}=${destination.item.articleNumber}:${destination.attribute}`,
      ),
      products: path.products.map(
        ({ source, destination }) => `${source.articleNumber}=${destination.articleNumber}`,
      ),
    };
  };

  beforeEach(() => seedInto(db.database, { items: ITEMS }));

  test.each([
    ['SINGLE', 'OTHER', 'address=contact', ['SINGLE:address=OTHER:contact']],
    ['SINGLE', 'OFFICE', 'address=MAILBOX:address', ['SINGLE:address=MAILBOX:address']],
    ['OFFICE', 'SINGLE', 'MAILBOX:quota=address', ['MAILBOX:quota=SINGLE:address']],
    ['OFFICE', 'OFFICE-PRO', 'DOMAIN:name=first', ['DOMAIN:name=OFFICE-PRO:first']],
  ])('a path from %s to %s keeps %s', async (source, destination, written, attributes) => {
    const { result } = await create({ source, destination, map: pairs(written) });
    expect(await grids()).toEqual({ attributes, products: [] });
    expect((await show()).path).toEqual(result.path);
  });

  test('a package with three mailboxes arrives with three, each with its own attributes, as the path says', async () => {
    await create(BOTH);
    await seedInto(db.database, {
      subscriptions: [
        {
          account: 'A',
          item: 'OFFICE',
          start: '2026-01-01',
          end: '2026-01-31',
          path: 'on',
          attributes: { contact: 'c' },
          components: ['m1', 'm2', 'm3'].map((address) => ({ item: 'MAILBOX', attributes: { address } })),
        },
      ],
    });
    expect(await run(db.database, { asOf: '2026-02-01' })).toMatchObject({ moved: { total: 1 } });
    const [, successor] = (await db.read((session) => readChains(session)))['A/1'] ?? [];
    expect(successor).toMatchObject({ item: 'OFFICE-PRO', attributes: { contact: 'c', first: 'm1' } });
    expect(
      successor?.components?.map(({ item, continues, attributes }) => [item, continues, attributes]),
    ).toEqual(['m1', 'm2', 'm3'].map((address, index) => ['MAILBOX-PRO', index + 1, { address }]));
  });

  test('path create matches products and attributes, and warns of what arrives empty or incomplete', async () => {
    const { result } = await create({ mapMatching: true });
    expect(await grids()).toEqual({
      attributes: ['DOMAIN:name=DOMAIN:name', 'OFFICE:contact=OFFICE-PRO:contact'],
      products: ['DOMAIN=DOMAIN'],
    });
    expect(result.warnings).toEqual([]);
    const { result: bare } = await create({ name: 'bare', source: 'SINGLE' });
    expect(bare.warnings.map(({ code }) => code)).toEqual(['empty-package']);
    const { result: lacking } = await create({ name: 'lacking', mapProducts: BOTH.mapProducts });
    expect(lacking.warnings).toEqual([
      {
        code: 'required-attribute-unmapped',
        message: 'MAILBOX-PRO requires address, and nothing fills it (see --map)',
      },
    ]);
  });

  test('path show has both grids whole', async () => {
    await create(BOTH);
    const { grid, productGrid } = await show();
    expect(
      grid.map(({ destination, sources, missing }) => [
        destination.item.articleNumber,
        destination.attribute.name,
        sources.map(({ item, attribute }) => `${item.articleNumber}:${attribute}`),
        missing,
      ]),
    ).toEqual([
      ['OFFICE-PRO', 'contact', ['OFFICE:contact'], false],
      ['OFFICE-PRO', 'first', ['MAILBOX:address'], false],
      ['DOMAIN', 'name', [], false],
      ['MAILBOX-PRO', 'address', ['MAILBOX:address'], false],
      ['MAILBOX-PRO', 'alias', [], false],
    ]);
    expect(productGrid).toMatchObject([
      { source: { articleNumber: 'DOMAIN' }, destination: null },
      { source: { articleNumber: 'MAILBOX' }, destination: { articleNumber: 'MAILBOX-PRO' } },
    ]);
  });

  test('path create in a dry run shows the same and writes nothing', async () => {
    const preview = await dryRun(db.database, (session) => createPath(session, { ...NEW, ...BOTH }));
    const { result } = await create(BOTH);
    expect({ ...preview, path: { ...preview.path, id: result.path.id } }).toEqual(result);
  });

  test('path delete takes both grids along', async () => {
    const before = await everyRow(db.database);
    await create(BOTH);
    await dryRun(db.database, (session) => deletePath(session, { path: 'on' }));
    const { result } = await db.change((session) => deletePath(session, { path: 'on' }));
    expect(result.path.products).toHaveLength(1);
    const { 'tierctl.audit': _, ...after } = await everyRow(db.database);
    expect(before).toMatchObject(after);
  });

  describe('path map', () => {
    beforeEach(() => create(BOTH));

    const CHANGE = {
      map: pairs('DOMAIN:name=first'),
      unmap: ['contact'],
      mapProducts: pairs('DOMAIN=DOMAIN'),
    };

    test('changes both grids, and leaves the rest', async () => {
      const { result } = await map(CHANGE);
      expect(await grids()).toEqual({
        attributes: ['MAILBOX:address=MAILBOX-PRO:address', 'DOMAIN:name=OFFICE-PRO:first'],
        products: ['DOMAIN=DOMAIN', 'MAILBOX=MAILBOX-PRO'],
      });
      expect((await show()).path).toEqual(result.path);
      const { audit } = await db.read((session) => listAudit(session, { limit: 10, since: undefined }));
      const [one] = audit.filter(({ before }) => before !== null);
      expect(one).toMatchObject({
        before: { attributes: [{}, {}, {}], products: [{}] },
        after: { attributes: [{}, {}], products: [{}, {}] },
      });
    });

    test('takes all away, and warns', async () => {
      const { result } = await map({
        unmap: ['contact', 'first', 'MAILBOX-PRO:address'],
        unmapProducts: ['MAILBOX'],
      });
      expect(await grids()).toEqual({ attributes: [], products: [] });
      expect(result.warnings.map(({ code }) => code)).toEqual(['empty-package']);
    });

    test('knows when there is nothing to change', async () => {
      expect(await map(BOTH)).toMatchObject({ changed: false, committed: false });
    });

    test('in a dry run shows the same and writes nothing', async () => {
      const preview = await dryRun(db.database, (session) => mapPath(session, { ...UNCHANGED, ...CHANGE }));
      expect((await map(CHANGE)).result).toEqual(preview);
    });

    test.each<[string, Partial<MapPathInput>, object]>([
      ['an unknown path', { path: 'no' }, { kind: 'not-found', code: 'path-not-found' }],
      [
        'an unknown product',
        { mapProducts: pairs('MAILBOXES=DOMAIN') },
        {
          kind: 'refused',
          code: 'product-not-in-package',
          message: expect.stringContaining('did you mean MAILBOX?'),
        },
      ],
      [
        'an unknown attribute of a product',
        { map: pairs('MAILBOX:adress=first') },
        {
          kind: 'not-found',
          code: 'attribute-not-found',
          message: expect.stringContaining('did you mean address?'),
        },
      ],
      [
        'a holder of the wrong side, after rows that are right',
        { map: pairs('MAILBOX:quota=contact contact=MAILBOX-PRO:alias DOMAIN:name=MAILBOX:quota') },
        { kind: 'refused', code: 'product-not-in-package' },
      ],
      [
        'a product that becomes two',
        { mapProducts: pairs('DOMAIN=DOMAIN DOMAIN=MAILBOX-PRO') },
        { kind: 'conflict', code: 'product-mapped-twice' },
      ],
      [
        'two sources of one attribute',
        { map: pairs('contact=first DOMAIN:name=first') },
        { kind: 'conflict', code: 'attribute-mapped-twice' },
      ],
      [
        'what is not mapped',
        { unmap: ['MAILBOX-PRO:alias'] },
        { kind: 'not-found', code: 'attribute-not-mapped' },
      ],
      [
        'a product that is not mapped',
        { unmapProducts: ['DOMAIN'] },
        { kind: 'not-found', code: 'product-not-mapped' },
      ],
    ])('refuses %s, and writes nothing', async (_, input, error) => {
      const before = await everyRow(db.database);
      await expect(map(input)).rejects.toMatchObject(error);
      expect(await everyRow(db.database)).toEqual(before);
    });

    test('refuses to unmap a product where rows would become ambiguous', async () => {
      await map({
        mapProducts: pairs('DOMAIN=MAILBOX-PRO'),
        map: pairs('DOMAIN:name=MAILBOX-PRO:address'),
      });
      expect((await grids()).attributes).toContain('DOMAIN:name=MAILBOX-PRO:address');
      const before = await everyRow(db.database);
      await expect(map({ unmapProducts: ['DOMAIN'] })).rejects.toMatchObject({
        kind: 'conflict',
        code: 'attribute-mapped-twice',
        message: expect.stringContaining('the product grid does not make MAILBOX-PRO of both products'),
      });
      expect(await everyRow(db.database)).toEqual(before);
      await map({ unmapProducts: ['DOMAIN'], unmap: ['MAILBOX-PRO:address'] });
      expect((await grids()).products).toEqual(['MAILBOX=MAILBOX-PRO']);
    });
  });

  test.each<[string, Partial<CreatePathInput>, object]>([
    ['an inactive destination', { destination: 'GONE' }, { kind: 'refused', code: 'item-inactive' }],
    ['an inactive source', { source: 'GONE' }, { kind: 'refused', code: 'item-inactive' }],
    [
      'types that differ',
      { source: 'SINGLE', destination: 'OFFICE', map: pairs('contact=MAILBOX:quota') },
      {
        kind: 'refused',
        code: 'attribute-types-differ',
        message: '"contact" of SINGLE cannot fill "quota" of MAILBOX: a text cannot become a number',
      },
    ],
    ...(
      [
        ['SINGLE', 'OTHER'],
        ['SINGLE', 'OFFICE'],
        ['OFFICE', 'SINGLE'],
      ] as const
    ).map(([source, destination]): [string, Partial<CreatePathInput>, object] => [
      `a product grid from ${source} to ${destination}`,
      { source, destination, mapProducts: pairs('MAILBOX=MAILBOX') },
      { kind: 'refused', code: 'product-grid-not-between-packages' },
    ]),
  ])('path create refuses %s, and writes nothing', async (_, input, error) => {
    const before = await everyRow(db.database);
    await expect(create(input)).rejects.toMatchObject(error);
    expect(await everyRow(db.database)).toEqual(before);
  });

  test('grids of any size are written and read in the same number of statements', async () => {
    const sized = (size: number): SeedItem[] => [
      ...['S', 'D'].map((end) => ({
        articleNumber: `${end}${size}`,
        kind: 'package' as const,
        attributes: Array.from({ length: size }, (_, index) => `a${index}`),
        products: [`P${size}`],
      })),
    ];
    await seedInto(db.database, {
      items: [
        ...[2, 600].map((size) => ({
          articleNumber: `P${size}`,
          attributes: Array.from({ length: size }, (_, index) => `b${index}`),
        })),
      ],
    });
    await seedInto(db.database, { items: [...sized(2), ...sized(600)] });
    const statements = async (size: number) => {
      db.statements.length = 0;
      const { result } = await create({
        name: `path ${size}`,
        source: `S${size}`,
        destination: `D${size}`,
        mapMatching: true,
      });
      expect(result.path.attributes).toHaveLength(2 * size);
      const created = db.statements.length;
      await map({ path: `path ${size}`, unmap: ['a1'] });
      await db.read((session) => showPath(session, { path: `path ${size}` }));
      return [created, db.statements.length - created];
    };
    expect(await statements(600)).toEqual(await statements(2));
  });
});
