import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ItemKind } from '../../../src/domain/items/item.ts';
import {
  ATTRIBUTE_TYPES,
  type AttributeType,
  type ItemAttribute,
} from '../../../src/domain/items/item-attribute.ts';
import { changeGrids, type GridChange, NO_CHANGE } from '../../../src/domain/paths/change-grids.ts';
import { type GridSide, writeHolder } from '../../../src/domain/paths/grid-side.ts';
import type { PathGrids } from '../../../src/domain/paths/path.ts';
import { attributeGrid, pathWarnings } from '../../../src/domain/paths/path-outcome.ts';
import { productGrid } from '../../../src/domain/paths/product-grid.ts';

const item = (articleNumber: string) => ({
  id: articleNumber.toLowerCase(),
  articleNumber,
  name: articleNumber,
});

const attribute = (
  name: string,
  type: AttributeType = 'text',
  more: Partial<ItemAttribute> = {},
): ItemAttribute => ({
  name,
  type,
  required: false,
  defaultValue: null,
  choices: type === 'choice' ? ['a', 'b'] : null,
  ...more,
});

type Own = readonly (string | ItemAttribute)[];
const attributes = (own: Own) => own.map((one) => (typeof one === 'string' ? attribute(one) : one));

const product = (articleNumber: string, own: Own = []): GridSide => ({
  item: item(articleNumber),
  kind: 'product',
  attributes: attributes(own),
  products: [],
});

/** Products with their attributes; a name that ends in `?` has no minimum. */
const bundle = (articleNumber: string, own: Own, products: Readonly<Record<string, Own>>): GridSide => ({
  item: item(articleNumber),
  kind: 'package',
  attributes: attributes(own),
  products: Object.entries(products).map(([name, inside]) => ({
    item: item(name.replace('?', '')),
    minimum: name.endsWith('?') ? 0 : 1,
    maximum: null,
    attributes: attributes(inside),
  })),
});

const NOTHING: PathGrids = { attributes: [], products: [] };

/** `A=B C=D` as pairs. */
const pairs = (text: string) =>
  text
    .split(' ')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [source = '', destination = ''] = pair.split('=');
      return { source, destination };
    });

/** Rows as they are written on the command line. */
const rows = (source: GridSide, destination: GridSide, { attributes: mapped }: PathGrids) =>
  mapped
    .map((row) => `${writeHolder(source.item, row.source)}=${writeHolder(destination.item, row.destination)}`)
    .join(' ');
const productRows = ({ products }: PathGrids) =>
  products.map((row) => `${row.source.articleNumber}=${row.destination.articleNumber}`).join(' ');

const OFFICE = bundle('OFFICE', ['contact', 'note'], {
  'DOMAIN?': ['name'],
  MAILBOX: ['address', 'owner', attribute('quota', 'number')],
  'OLDBOX?': ['address', 'login'],
});
const PRO = bundle('PRO', ['contact', 'first'], {
  BOX: ['address', 'owner', attribute('quota', 'number')],
  'DOMAIN?': ['name'],
  'SPARE?': ['address'],
});
const SINGLE = product('SINGLE', ['contact', 'address', attribute('seats', 'number')]);

const change = (source: GridSide, destination: GridSide, current: PathGrids, what: Partial<GridChange>) =>
  changeGrids({ source, destination }, current, { ...NO_CHANGE, ...what });

describe('what can fill what', () => {
  const types = ATTRIBUTE_TYPES.flatMap((from) => ATTRIBUTE_TYPES.map((to) => ({ from, to })));
  const one = (from: ItemAttribute, to: ItemAttribute) =>
    change(product('S', [from]), product('D', [to]), NOTHING, { map: pairs(`${from.name}=${to.name}`) })
      .attributes;

  test.each(types.filter(({ from, to }) => from === to || to === 'text'))(
    'a $from can fill a $to',
    ({ from, to }) => {
      expect(one(attribute('x', from), attribute('y', to))).toEqual([
        { source: { item: item('S'), attribute: 'x' }, destination: { item: item('D'), attribute: 'y' } },
      ]);
    },
  );

  test.each(types.filter(({ from, to }) => from !== to && to !== 'text'))(
    'a $from cannot fill a $to',
    ({ from, to }) => {
      expect(() => one(attribute('x', from), attribute('y', to))).toThrow(
        expect.objectContaining({
          kind: 'refused',
          code: 'attribute-types-differ',
          message: `"x" of S cannot fill "y" of D: a ${from} cannot become a ${to}`,
        }),
      );
    },
  );

  test('a choice can fill one that has all its choices', () => {
    const few = attribute('x', 'choice', { choices: ['a'] });
    const many = attribute('y', 'choice', { choices: ['b', 'a'] });
    expect(one(few, many)).toHaveLength(1);
    expect(() => one(many, few)).toThrow('the choice b is not among its choices');
  });
});

/** Each pair of kinds, what is there, what changes, and the grids that come of it. */
describe('the grids after a change', () => {
  const cases: readonly (readonly [
    string,
    readonly [GridSide, GridSide],
    readonly [map: string, products: string],
    Partial<GridChange>,
    readonly [map: string, products: string],
  ])[] = [
    [
      'product → product',
      [SINGLE, product('P', ['contact'])],
      ['', ''],
      { map: pairs('address=contact') },
      ['address=contact', ''],
    ],
    [
      'product → package: the package itself and its products',
      [SINGLE, PRO],
      ['', ''],
      { map: pairs('contact=contact contact=BOX:owner address=BOX:address seats=BOX:quota') },
      ['address=BOX:address contact=BOX:owner seats=BOX:quota contact=contact', ''],
    ],
    [
      'package → product',
      [OFFICE, SINGLE],
      ['', ''],
      { map: pairs('MAILBOX:address=address note=contact') },
      ['MAILBOX:address=address note=contact', ''],
    ],
    [
      'package → package, both grids',
      [OFFICE, PRO],
      ['', ''],
      {
        mapProducts: pairs('MAILBOX=BOX DOMAIN=DOMAIN'),
        map: pairs('MAILBOX:address=BOX:address MAILBOX:owner=first contact=SPARE:address'),
      },
      ['MAILBOX:address=BOX:address MAILBOX:owner=first contact=SPARE:address', 'DOMAIN=DOMAIN MAILBOX=BOX'],
    ],
    [
      'holders and products by UUID, own attributes by the article number too',
      [OFFICE, PRO],
      ['', ''],
      { mapProducts: pairs('mailbox=box'), map: pairs('mailbox:owner=box:owner OFFICE:note=PRO:first') },
      ['MAILBOX:owner=BOX:owner note=first', 'MAILBOX=BOX'],
    ],
    [
      'several products may become one, each with a row of its own',
      [OFFICE, PRO],
      ['', ''],
      {
        mapProducts: pairs('MAILBOX=BOX OLDBOX=BOX'),
        map: pairs('MAILBOX:address=BOX:address OLDBOX:login=BOX:address'),
      },
      ['MAILBOX:address=BOX:address OLDBOX:login=BOX:address', 'MAILBOX=BOX OLDBOX=BOX'],
    ],
    [
      'one row joins the other later, and a later one of the same product replaces it',
      [OFFICE, PRO],
      ['MAILBOX:address=BOX:address OLDBOX:login=BOX:address', 'MAILBOX=BOX OLDBOX=BOX'],
      { map: pairs('OLDBOX:address=BOX:address') },
      ['MAILBOX:address=BOX:address OLDBOX:address=BOX:address', 'MAILBOX=BOX OLDBOX=BOX'],
    ],
    [
      'one of the own source replaces them all',
      [OFFICE, PRO],
      ['MAILBOX:address=BOX:address OLDBOX:login=BOX:address', 'MAILBOX=BOX OLDBOX=BOX'],
      { map: pairs('note=BOX:address') },
      ['note=BOX:address', 'MAILBOX=BOX OLDBOX=BOX'],
    ],
    [
      'the same twice is once',
      [OFFICE, PRO],
      ['', ''],
      { mapProducts: pairs('MAILBOX=BOX mailbox=box'), map: pairs('note=first note=first') },
      ['note=first', 'MAILBOX=BOX'],
    ],
    [
      'a product becomes another later',
      [OFFICE, PRO],
      ['', 'MAILBOX=BOX DOMAIN=DOMAIN'],
      { mapProducts: pairs('MAILBOX=SPARE') },
      ['', 'DOMAIN=DOMAIN MAILBOX=SPARE'],
    ],
    [
      'unmapping',
      [OFFICE, PRO],
      ['MAILBOX:address=BOX:address OLDBOX:login=BOX:address note=first', 'MAILBOX=BOX OLDBOX=BOX'],
      { unmap: ['BOX:address'], unmapProducts: ['OLDBOX'] },
      ['note=first', 'MAILBOX=BOX'],
    ],
    [
      'unmapping a product leaves a row that stays unambiguous',
      [OFFICE, PRO],
      ['MAILBOX:address=BOX:address', 'MAILBOX=BOX'],
      { unmapProducts: ['MAILBOX'] },
      ['MAILBOX:address=BOX:address', ''],
    ],
    [
      'matching: same products, and one name at the ends and of what becomes what',
      [OFFICE, PRO],
      ['', ''],
      { mapProducts: pairs('MAILBOX=BOX'), matching: true },
      [
        'MAILBOX:address=BOX:address MAILBOX:owner=BOX:owner MAILBOX:quota=BOX:quota DOMAIN:name=DOMAIN:name contact=contact',
        'DOMAIN=DOMAIN MAILBOX=BOX',
      ],
    ],
    [
      'matching leaves what is filled, and what becomes something else',
      [OFFICE, PRO],
      ['note=contact note=BOX:address', 'DOMAIN=SPARE MAILBOX=BOX'],
      { matching: true },
      [
        'note=BOX:address MAILBOX:owner=BOX:owner MAILBOX:quota=BOX:quota note=contact',
        'DOMAIN=SPARE MAILBOX=BOX',
      ],
    ],
    [
      'matching fills for the second product too',
      [OFFICE, PRO],
      ['MAILBOX:owner=BOX:address', 'DOMAIN=SPARE MAILBOX=BOX OLDBOX=BOX'],
      { matching: true, map: pairs('note=contact') },
      [
        'MAILBOX:owner=BOX:address OLDBOX:address=BOX:address MAILBOX:owner=BOX:owner MAILBOX:quota=BOX:quota note=contact',
        'DOMAIN=SPARE MAILBOX=BOX OLDBOX=BOX',
      ],
    ],
    [
      'matching does not bring back what the same change takes away',
      [OFFICE, PRO],
      ['contact=contact DOMAIN:name=DOMAIN:name', 'DOMAIN=DOMAIN'],
      { matching: true, unmap: ['contact', 'DOMAIN:name'], unmapProducts: ['DOMAIN'] },
      ['', ''],
    ],
    [
      'matching between a product and a package: the ends alone',
      [SINGLE, PRO],
      ['', ''],
      { matching: true },
      ['contact=contact', ''],
    ],
  ];

  test.each(cases)('%s', (_, [source, destination], [map, products], what, [expected, expectedProducts]) => {
    const given = { map: pairs(map), mapProducts: pairs(products) };
    const before = change(source, destination, NOTHING, given);
    const after = change(source, destination, before, what);
    expect([rows(source, destination, after), productRows(after)]).toEqual([expected, expectedProducts]);
  });
});

describe('what is refused', () => {
  const twoBoxes = {
    map: pairs('MAILBOX:address=BOX:address OLDBOX:login=BOX:address'),
    mapProducts: pairs('MAILBOX=BOX OLDBOX=BOX'),
  };
  const cases: readonly (readonly [
    string,
    readonly [GridSide, GridSide],
    Partial<GridChange>,
    Partial<GridChange>,
    object,
  ])[] = [
    [
      'one attribute from two',
      [SINGLE, PRO],
      {},
      { map: pairs('contact=BOX:owner address=BOX:owner') },
      {
        kind: 'conflict',
        code: 'attribute-mapped-twice',
        message: '"BOX:owner" cannot be filled from both "contact" and "address"',
      },
    ],
    [
      'two products of which the grid makes different ones',
      [OFFICE, PRO],
      {},
      { ...twoBoxes, mapProducts: pairs('MAILBOX=BOX OLDBOX=SPARE') },
      {
        code: 'attribute-mapped-twice',
        message:
          '"BOX:address" cannot be filled from both "MAILBOX:address" and "OLDBOX:login": ' +
          'the product grid does not make BOX of both products',
        hint: expect.stringContaining('--unmap BOX:address'),
      },
    ],
    [
      'two attributes of one product',
      [OFFICE, PRO],
      {},
      { ...twoBoxes, map: pairs('OLDBOX:address=BOX:address OLDBOX:login=BOX:address') },
      { code: 'attribute-mapped-twice', message: expect.stringMatching(/and "OLDBOX:login"$/) },
    ],
    [
      'unmapping a product, where its rows would become ambiguous',
      [OFFICE, PRO],
      twoBoxes,
      { unmapProducts: ['OLDBOX'] },
      { kind: 'conflict', code: 'attribute-mapped-twice', message: expect.stringContaining('BOX of both') },
    ],
    [
      'making something else of a product, likewise',
      [OFFICE, PRO],
      twoBoxes,
      { mapProducts: pairs('MAILBOX=SPARE') },
      { code: 'attribute-mapped-twice' },
    ],
    [
      'a product that becomes two',
      [OFFICE, PRO],
      {},
      { mapProducts: pairs('MAILBOX=BOX MAILBOX=SPARE') },
      { kind: 'conflict', code: 'product-mapped-twice', message: 'MAILBOX cannot become both BOX and SPARE' },
    ],
    [
      'products of a product',
      [SINGLE, PRO],
      {},
      { mapProducts: pairs('MAILBOX=BOX') },
      {
        kind: 'refused',
        code: 'product-grid-not-between-packages',
        message: 'the source SINGLE is a product: products are mapped from package to package',
      },
    ],
    [
      'products that become a product',
      [OFFICE, SINGLE],
      {},
      { unmapProducts: ['MAILBOX'] },
      {
        code: 'product-grid-not-between-packages',
        message: 'the destination SINGLE is a product: products are mapped from package to package',
      },
    ],
    [
      'an unknown product',
      [OFFICE, PRO],
      {},
      { mapProducts: pairs('MALBOX=BOX') },
      {
        kind: 'refused',
        code: 'product-not-in-package',
        message: 'the package OFFICE has no product "MALBOX"; did you mean MAILBOX?',
      },
    ],
    [
      'a product of the other side',
      [OFFICE, PRO],
      {},
      { map: pairs('BOX:address=first') },
      { code: 'product-not-in-package', message: expect.stringContaining('OFFICE has no product "BOX"') },
    ],
    [
      'an attribute of a product in a product',
      [SINGLE, PRO],
      {},
      { map: pairs('MAILBOX:address=first') },
      {
        kind: 'refused',
        code: 'product-not-in-package',
        message: 'SINGLE is no package, so there is no product "MAILBOX" in it',
      },
    ],
    [
      'an unknown attribute of a product',
      [OFFICE, PRO],
      {},
      { map: pairs('MAILBOX:adress=first') },
      {
        kind: 'not-found',
        code: 'attribute-not-found',
        message: 'MAILBOX has no attribute "adress"; did you mean address?',
      },
    ],
    [
      'types that differ, with their holders',
      [OFFICE, PRO],
      {},
      { map: pairs('MAILBOX:owner=BOX:quota') },
      {
        code: 'attribute-types-differ',
        message: '"owner" of MAILBOX cannot fill "quota" of BOX: a text cannot become a number',
        data: { source: 'MAILBOX:owner', destination: 'BOX:quota' },
      },
    ],
    [
      'no attribute at all',
      [OFFICE, PRO],
      {},
      { map: pairs('MAILBOX:=first') },
      { kind: 'usage', code: 'bad-attribute-name' },
    ],
    [
      'unmapping what is not mapped',
      [OFFICE, PRO],
      { map: pairs('note=first') },
      { unmap: ['BOX:address'] },
      {
        kind: 'not-found',
        code: 'attribute-not-mapped',
        message: 'nothing is mapped to the attribute "BOX:address"',
      },
    ],
    [
      'unmapping a product that is not mapped',
      [OFFICE, PRO],
      { mapProducts: pairs('MAILBOX=BOX') },
      { unmapProducts: ['DOMAIN'] },
      { kind: 'not-found', code: 'product-not-mapped', message: 'the product DOMAIN is mapped to nothing' },
    ],
    [
      'unmapping a product that is not there',
      [OFFICE, PRO],
      {},
      { unmapProducts: ['BOX'] },
      { code: 'product-not-in-package' },
    ],
  ];

  test.each(cases)('%s', (_, [source, destination], before, what, error) => {
    const current = change(source, destination, NOTHING, before);
    expect(() => change(source, destination, current, what)).toThrow(expect.objectContaining(error));
  });
});

describe('what comes of the grids', () => {
  const needs = (name: string, more: Partial<ItemAttribute> = {}) =>
    attribute(name, 'text', { required: true, ...more });
  const outcome = (source: GridSide, destination: GridSide, what: Partial<GridChange>) => {
    const grids = change(source, destination, NOTHING, what);
    return { grids, warnings: pathWarnings({ source, destination }, grids) };
  };

  test('a row for each attribute of the destination and its products, with what will be missing', () => {
    const destination = bundle('D', [needs('own'), needs('given', { defaultValue: 'x' })], {
      COMES: [needs('a'), 'b'],
      'CARRIED?': [needs('c')],
      'OPTIONAL?': [needs('d')],
    });
    const what = { map: pairs('MAILBOX:owner=COMES:b'), mapProducts: pairs('MAILBOX=CARRIED') };
    const { grids, warnings } = outcome(OFFICE, destination, what);
    const grid = attributeGrid({ source: OFFICE, destination }, grids);
    expect(
      grid.map((row) => [
        writeHolder(destination.item, {
          item: row.destination.item,
          attribute: row.destination.attribute.name,
        }),
        row.sources.map((from) => writeHolder(OFFICE.item, from)),
        row.missing,
      ]),
    ).toEqual([
      ['own', [], true],
      ['given', [], false],
      ['COMES:a', [], true],
      ['COMES:b', ['MAILBOX:owner'], false],
      ['CARRIED:c', [], true],
      ['OPTIONAL:d', [], false],
    ]);
    expect(warnings).toEqual(
      ['D requires own', 'COMES requires a', 'CARRIED requires c'].map((start) => ({
        code: 'required-attribute-unmapped',
        message: `${start}, and nothing fills it (see --map)`,
      })),
    );
    expect(
      productGrid({ source: OFFICE, destination }, grids.products).map((row) => [
        row.source.articleNumber,
        row.destination?.articleNumber,
      ]),
    ).toEqual([
      ['DOMAIN', undefined],
      ['MAILBOX', 'CARRIED'],
      ['OLDBOX', undefined],
    ]);
    expect(productGrid({ source: SINGLE, destination }, [])).toEqual([]);
  });

  const HOLLOW = bundle('HOLLOW', [], { 'BOX?': [] });
  test.each<[string, GridSide, GridSide, Partial<GridChange>, readonly string[]]>([
    [
      'no minimum',
      OFFICE,
      HOLLOW,
      {},
      ['HOLLOW would arrive empty: none of its products has a minimum, and none is carried over'],
    ],
    [
      'no products',
      SINGLE,
      bundle('BARE', [], {}),
      {},
      ['BARE would arrive empty: it has no products, and none is carried over'],
    ],
    ['something is carried over', OFFICE, HOLLOW, { mapProducts: pairs('MAILBOX=BOX') }, []],
    ['a minimum', SINGLE, PRO, {}, []],
    ['a product', OFFICE, SINGLE, {}, []],
  ])('an empty package: %s', (_, source, destination, what, messages) => {
    const { warnings } = outcome(source, destination, what);
    expect(warnings).toEqual(messages.map((message) => ({ code: 'empty-package', message })));
  });
});

describe('on random packages', () => {
  const own = fc
    .uniqueArray(fc.constantFrom('a', 'b', 'c'))
    .chain((names) =>
      fc.tuple(
        ...names.map((name) => fc.constantFrom(...ATTRIBUTE_TYPES).map((type) => attribute(name, type))),
      ),
    );
  const side = (name: string) =>
    fc
      .record({
        kind: fc.constantFrom<ItemKind>('product', 'package'),
        own,
        products: fc.dictionary(fc.constantFrom('X', 'Y', 'Z'), own, { maxKeys: 3 }),
      })
      .map(({ kind, own: mine, products }) =>
        kind === 'package' ? bundle(name, mine, products) : product(name, mine),
      );
  const index = fc.nat(1000);
  const pick = <One>(from: readonly One[], at: number) => from[at % from.length];
  const written = (one: GridSide) => [
    ...one.attributes.map(({ name }) => name),
    ...one.products.flatMap((inside) =>
      inside.attributes.map(({ name }) => `${inside.item.articleNumber}:${name}`),
    ),
  ];

  test('whatever is accepted leaves no attribute with two sources for one instance, and matching is done at once', () => {
    fc.assert(
      fc.property(
        side('S'),
        side('D'),
        fc.array(fc.record({ from: index, to: index, product: fc.boolean(), matching: fc.boolean() }), {
          maxLength: 8,
        }),
        (source, destination, steps) => {
          let grids = NOTHING;
          for (const { from, to, product: products, matching } of steps) {
            const names = products
              ? [source, destination].map((one) =>
                  one.products.map((inside) => inside.item.articleNumber ?? ''),
                )
              : [source, destination].map(written);
            const pair = { source: pick(names[0] ?? [], from), destination: pick(names[1] ?? [], to) };
            if (pair.source === undefined || pair.destination === undefined) continue;
            const list = [{ source: pair.source, destination: pair.destination }];
            try {
              grids = change(source, destination, grids, {
                matching,
                ...(products ? { mapProducts: list } : { map: list }),
              });
            } catch (error) {
              expect(error).toMatchObject({
                code: expect.stringMatching(
                  /^(attribute-types-differ|attribute-mapped-twice|product-grid-not-between-packages)$/,
                ),
              });
            }
          }
          const becomes = new Map(grids.products.map((row) => [row.source.id, row.destination.id]));
          expect(becomes.size).toBe(grids.products.length);
          const filled = new Map<string, string[]>();
          for (const row of grids.attributes) {
            const key = `${row.destination.item.id}:${row.destination.attribute}`;
            filled.set(key, [...(filled.get(key) ?? []), row.source.item.id]);
          }
          for (const [key, sources] of filled) {
            if (sources.length === 1) continue;
            expect(new Set(sources).size).toBe(sources.length);
            for (const from of sources) expect(key.startsWith(`${becomes.get(from)}:`)).toBe(true);
          }
          const matched = change(source, destination, grids, { matching: true });
          expect(matched.attributes).toEqual(expect.arrayContaining([...grids.attributes]));
          expect(change(source, destination, matched, { matching: true })).toEqual(matched);
          // What is written can be read again: the same grids come of the same command.
          const again = change(source, destination, NOTHING, {
            map: pairs(rows(source, destination, matched)),
            mapProducts: pairs(productRows(matched)),
          });
          expect(again).toEqual(matched);
        },
      ),
    );
  });
});
