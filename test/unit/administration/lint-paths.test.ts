import { describe, expect, test } from 'vitest';
import { NO_HOLDINGS } from '../../../src/domain/administration/lint/linted-holdings.ts';
import type { LintedPath } from '../../../src/domain/administration/lint/paths/linted-paths.ts';
import { lintCatalogue } from '../../../src/domain/administration/lint/rules.ts';
import type { Item } from '../../../src/domain/items/item.ts';
import type { ItemAttribute } from '../../../src/domain/items/item-attribute.ts';
import { DEFAULT_PROFILE, type ItemProfile } from '../../../src/domain/items/item-profile.ts';
import type { RenewalPeriod } from '../../../src/domain/items/renewal-period.ts';
import { parseWrittenAttribute } from '../../../src/domain/items/written-attribute.ts';
import { parseTerm } from '../../../src/domain/term.ts';
import { itemCalled } from '../../support/transitions/steps.ts';

interface Known extends Partial<ItemProfile> {
  readonly attributes?: readonly string[];
  readonly products?: Readonly<Record<string, number>>;
  readonly renewalPeriods?: readonly RenewalPeriod[];
}

type Terms = Partial<Omit<LintedPath, 'mapped' | 'products'>> & {
  readonly mapped?: readonly string[];
  readonly products?: Readonly<Record<string, string>>;
};

const TODAY = '2026-03-01';
const MONTH = parseTerm('P1M');

/** `A-B` leads from A to B. Its id is its name. */
function path(name: string, ends: string, { mapped = [], products = {}, ...terms }: Terms = {}): LintedPath {
  const [source = '', destination = ''] = ends.split('-');
  return {
    id: name,
    name,
    source: itemCalled(source),
    destination: itemCalled(destination),
    effectiveFrom: null,
    effectiveUntil: null,
    overLimit: 'block',
    description: null,
    isDefault: false,
    overrides: 0,
    used: false,
    ...terms,
    mapped: mapped.map((one) => {
      const [holder, attribute] = one.includes(':') ? one.split(':') : [destination, one];
      return { itemId: itemCalled(holder ?? '').id, attribute: attribute ?? '' };
    }),
    products: Object.entries(products).map(([from, to]) => ({
      sourceId: itemCalled(from).id,
      destinationId: itemCalled(to).id,
    })),
  };
}

function lint(paths: readonly LintedPath[], known: Readonly<Record<string, Known>> = {}) {
  const of = ({ articleNumber }: { readonly articleNumber: string | null }) =>
    known[articleNumber ?? ''] ?? {};
  const attributes = (item: Parameters<typeof of>[0]): ItemAttribute[] =>
    (of(item).attributes ?? []).map(parseWrittenAttribute);
  return lintCatalogue({
    items: [],
    oddAccounts: { first: [], total: 0 },
    ladders: [],
    itemsAreKept: true,
    holdings: NO_HOLDINGS,
    today: TODAY,
    factsOf: (item) => ({ item, active: true, renewalPeriods: of(item).renewalPeriods ?? [] }),
    paths: {
      list: paths,
      profileOf: (item) => ({ ...DEFAULT_PROFILE, ...of(item) }),
      attributesOf: attributes,
      productsOf: (item) =>
        Object.entries(of(item).products ?? {}).map(([product, minimum]) => ({
          item: itemCalled(product),
          minimum,
          maximum: null,
        })),
    },
  });
}

const brief = (...args: Parameters<typeof lint>) =>
  lint(...args).map(({ rule, severity, message, fix }) => [severity, rule, message, fix]);

test('nothing is wrong with a chain that is followed, or with none', () => {
  const chain = [path('on', 'A-B', { isDefault: true }), path('further', 'B-C', { overrides: 3 })];
  expect(brief(chain)).toEqual([]);
  expect(brief([])).toEqual([]);
});

test.each<[string, readonly LintedPath[], Readonly<Record<string, Known>>, readonly unknown[]]>([
  [
    'a cycle of defaults on which an item has no term',
    [path('there', 'A-B', { isDefault: true }), path('back', 'B-A', { isDefault: true })],
    { A: { term: MONTH } },
    [
      'warning',
      'path-cycle-without-end',
      'the default paths form a cycle B → A → B, and B has no term',
      'tierctl item set B --term P1Y',
    ],
  ],
  [
    'one on which several have none; the term is that of a renewal',
    [
      path('1', 'A-B', { isDefault: true }),
      path('2', 'B-C', { isDefault: true }),
      path('3', 'C-D', { isDefault: true }),
      path('4', 'D-A', { isDefault: true }),
    ],
    {
      D: { term: MONTH },
      A: {
        renewalPeriods: [
          { value: 1, unit: 'fortnight' },
          { value: 6, unit: 'month' },
        ],
      },
    },
    [
      'warning',
      'path-cycle-without-end',
      'the default paths form a cycle A → B → C → D → A, and A, B and 1 more have no term',
      'tierctl item set A --term P6M',
    ],
  ],
  [
    'a default that leads to an inactive item',
    [path('on', 'A-B', { isDefault: true })],
    { B: { active: false } },
    [
      'error',
      'inactive-destination',
      '"on" leads to B, which is inactive, and A follows it by default',
      'tierctl item set B --active',
    ],
  ],
  [
    'an override that leads to an inactive item',
    [path('on', 'A-B', { overrides: 1, isDefault: true })],
    { B: { active: false } },
    [
      'error',
      'inactive-destination',
      '"on" leads to B, which is inactive, and A follows it by default and 1 active subscription follows it by override',
      'tierctl item set B --active',
    ],
  ],
  [
    'a package without products',
    [path('on', 'A-P'), path('also on', 'B-P')],
    { P: { kind: 'package' } },
    ['error', 'empty-package', 'P would arrive empty through "on" and 1 more: it has no products', null],
  ],
  [
    'a package none of whose products must be there',
    [path('on', 'A-P')],
    { P: { kind: 'package', products: { 'THE BOX': 0, MAIL: 0 } } },
    [
      'error',
      'empty-package',
      'P would arrive empty through "on": none of its products has a minimum',
      "tierctl item product update P 'THE BOX' --min 1",
    ],
  ],
  [
    'a required attribute that nothing fills',
    [path('on', 'A-B', { mapped: ['note'] })],
    {
      A: { attributes: ['note'] },
      B: { attributes: ['domain:required', 'note:required', 'size:required:default=s'] },
    },
    ['error', 'unmapped-required-attribute', '"on" gives B no value for domain, which it requires', null],
  ],
  [
    'one that could be mapped',
    [path('on and on', 'A-B')],
    {
      A: { attributes: ['domain', 'seats:number'] },
      B: { attributes: ['domain:required', 'seats:number:required'] },
    },
    [
      'error',
      'unmapped-required-attribute',
      '"on and on" gives B no value for domain, seats, which it requires',
      "tierctl path map 'on and on' --map domain=domain --map seats=seats",
    ],
  ],
  [
    'one whose values do not fit',
    [path('on', 'A-B')],
    { A: { attributes: ['seats'] }, B: { attributes: ['seats:number:required'] } },
    ['error', 'unmapped-required-attribute', '"on" gives B no value for seats, which it requires', null],
  ],
  [
    'one of a product that arrives with its package',
    [path('on', 'A-P', { mapped: ['domain'] })],
    {
      A: { attributes: ['domain'] },
      P: { kind: 'package', products: { MAIL: 1 } },
      MAIL: { attributes: ['domain:required'] },
    },
    [
      'error',
      'unmapped-required-attribute',
      '"on" gives MAIL no value for domain, which it requires',
      'tierctl path map on --map domain=MAIL:domain',
    ],
  ],
  [
    'one of a product that the grid carries over',
    [path('on', 'P-Q', { products: { MAIL: 'MAIL2' } })],
    { Q: { kind: 'package', products: { MAIL2: 0, OTHER: 0 } }, MAIL2: { attributes: ['owner:required'] } },
    ['error', 'unmapped-required-attribute', '"on" gives MAIL2 no value for owner, which it requires', null],
  ],
  [
    'a path that was to take over from the default',
    [path('old', 'A-B', { isDefault: true }), path('new', 'A-B', { effectiveFrom: '2026-06-01' })],
    {},
    [
      'warning',
      'overlapping-paths',
      '"new" leads from A to B like "old", in a window that overlaps, and no subscription follows it',
      'tierctl path delete new',
    ],
  ],
  [
    'two without followers; one has moved something',
    [path('one', 'A-B'), path('two', 'A-B', { used: true, effectiveUntil: TODAY })],
    {},
    [
      'warning',
      'overlapping-paths',
      '"two" leads from A to B like "one", in a window that overlaps, and no subscription follows it',
      'tierctl path update two --until 2026-02-28',
    ],
  ],
  [
    'one that has moved something and begins today only',
    [path('one', 'A-B', { isDefault: true }), path('two', 'A-B', { used: true, effectiveFrom: TODAY })],
    {},
    [
      'warning',
      'overlapping-paths',
      '"two" leads from A to B like "one", in a window that overlaps, and no subscription follows it',
      null,
    ],
  ],
  [
    'a default whose window is over',
    [path('promo', 'A-B', { isDefault: true, effectiveUntil: '2026-02-28' })],
    {},
    [
      'warning',
      'expired-path',
      '"promo" ended on 2026-02-28, yet A follows it by default',
      'tierctl path assign A --none',
    ],
  ],
  [
    'an override whose window is over',
    [path('-promo', 'A-B', { overrides: 2, effectiveUntil: '2025-12-31' })],
    {},
    [
      'warning',
      'expired-path',
      '"-promo" ended on 2025-12-31, yet 2 active subscriptions follow it',
      'tierctl path update --no-until -- -promo',
    ],
  ],
])('%s', (_, paths, known, expected) => {
  expect(brief(paths, known)).toEqual([expected]);
});

describe('what is no finding', () => {
  test.each<[string, readonly LintedPath[], Readonly<Record<string, Known>>]>([
    [
      'a cycle of items with terms',
      [path('there', 'A-B', { isDefault: true }), path('back', 'B-A', { isDefault: true })],
      { A: { term: MONTH }, B: { term: MONTH } },
    ],
    [
      'a pair of defaults between items without terms',
      [path('up', 'A-B', { isDefault: true }), path('down', 'B-A', { isDefault: true })],
      {},
    ],
    [
      'a cycle that not only defaults make',
      [path('there', 'A-B', { isDefault: true }), path('back', 'B-A', { overrides: 1 })],
      { A: { term: MONTH } },
    ],
    ['an inactive destination of a path without followers', [path('on', 'A-B')], { B: { active: false } }],
    ['an inactive source', [path('on', 'A-B', { isDefault: true })], { A: { active: false } }],
    [
      'a package of which one product must be there',
      [path('on', 'A-P')],
      { P: { kind: 'package', products: { M: 0, N: 1 } } },
    ],
    [
      'a package that gets what the grid carries over',
      [path('on', 'Q-P', { products: { M: 'M' } })],
      { P: { kind: 'package', products: { M: 0 } } },
    ],
    [
      'an attribute that is required of an optional product',
      [path('on', 'A-P')],
      { P: { kind: 'package', products: { M: 0, N: 1 } }, M: { attributes: ['a:required'] } },
    ],
    ['an attribute of the source', [path('on', 'A-B')], { A: { attributes: ['a:required'] } }],
    [
      'one path after the other',
      [
        path('2025', 'A-B', { isDefault: true, effectiveUntil: '2026-03-31' }),
        path('2026', 'A-B', { effectiveFrom: '2026-04-01' }),
      ],
      {},
    ],
    [
      'paths that overlapped in the past',
      [path('a', 'A-B', { effectiveUntil: '2026-02-28' }), path('b', 'A-B')],
      {},
    ],
    [
      'two that are both followed',
      [path('a', 'A-B', { isDefault: true }), path('b', 'A-B', { overrides: 1 })],
      {},
    ],
    ['paths to different items', [path('a', 'A-B', { isDefault: true }), path('b', 'A-C')], {}],
    ['a window that ends today', [path('a', 'A-B', { isDefault: true, effectiveUntil: TODAY })], {}],
    ['a window that is over, without followers', [path('a', 'A-B', { effectiveUntil: '2020-01-01' })], {}],
  ])('%s', (_, paths, known) => {
    expect(brief(paths, known)).toEqual([]);
  });
});

test('of many that overlap in a row all but one are named, and windows that stand apart are not', () => {
  const quarter = (name: string, from: string, until: string | null) =>
    path(name, 'A-B', { effectiveFrom: from, effectiveUntil: until });
  const paths = [
    quarter('q1', '2026-01-01', '2026-04-01'),
    quarter('q2', '2026-04-01', '2026-07-01'),
    quarter('q3', '2026-07-01', '2026-09-30'),
    quarter('later', '2026-10-01', null),
  ];
  expect(lint(paths).map(({ where }) => where.path?.name)).toEqual(['q2', 'q3']);
});

test('a finding says which path and which item it is about', () => {
  expect(lint([path('on', 'A-B', { isDefault: true })], { B: { active: false } })).toMatchObject([
    { where: { group: null, item: itemCalled('B') as Item, path: { id: 'on', name: 'on' } } },
  ]);
});

test('a big catalogue is linted quickly, whatever is wrong with it', () => {
  const attributes = ['domain:required', 'owner:required'];
  const known: Record<string, Known> = {};
  const paths: LintedPath[] = [];
  for (let n = 0; n < 5_000; n++) {
    known[`P${n}`] = { kind: 'package', products: { M: 0 }, attributes, active: n % 2 === 0 };
    if (n % 3 === 0) known[`P${n}`] = { ...known[`P${n}`], term: MONTH };
    paths.push(
      path(`on ${n}`, `P${n}-P${(n + 1) % 5_000}`, { isDefault: true, effectiveUntil: '2026-01-01' }),
    );
    paths.push(path(`same ${n}`, 'X-Y'));
  }
  const start = performance.now();
  const found = lint(paths, known);
  expect(performance.now() - start).toBeLessThan(20_000);
  const counts = new Map<string, number>();
  for (const { rule } of found) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  expect(Object.fromEntries(counts)).toEqual({
    'inactive-destination': 2_500,
    'empty-package': 5_000,
    'unmapped-required-attribute': 5_000,
    'path-cycle-without-end': 1,
    'overlapping-paths': 4_999,
    'expired-path': 5_000,
  });
});
