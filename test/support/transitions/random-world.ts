// Random catalogues and subscriptions for the oracle: packages, grids, chains, windows, overrides, terms, month ends,
// leap years, limits and extensions.
import fc from 'fast-check';
import { dayAfter } from '../calendar-oracle.ts';
import type {
  SeedComponent,
  SeedItem,
  SeedPath,
  SeedProduct,
  SeedSubscription,
} from '../catalogue/catalogue.ts';
import type { World } from './world.ts';

export interface Scenario {
  readonly world: World;
  readonly asOf: string;
}

const PLANS = ['PLAN-1', 'PLAN-2'] as const;
const PACKAGES = ['PACK-1', 'PACK-2', 'PACK-3'] as const;
const SOLD = [...PLANS, ...PACKAGES];
const PRODUCTS = ['MAIL', 'SITE', 'DISK'] as const;
const EXTENSIONS = ['EXTRA-1', 'EXTRA-2'] as const;
const ATTRIBUTES = ['a', 'b', 'c'] as const;
const SERVICES = ['email', 'ftp'] as const;
/** The end of a year, January's last days and February of a leap year and of another, a 30th of April. */
const STARTS = ['2026-12-27', '2027-01-29', '2028-01-31', '2028-02-26', '2029-02-27', '2028-04-28'] as const;

/** A value for each of `names`. */
const forEach = <Value>(names: readonly string[], value: fc.Arbitrary<Value>) =>
  fc
    .tuple(...names.map(() => value))
    .map((values) => Object.fromEntries(names.map((name, index) => [name, values[index] as Value])));

const sometimes = <Value>(value: fc.Arbitrary<Value>, freq = 2) => fc.option(value, { nil: undefined, freq });

/** Where too much of it would keep everything from moving. */
const seldom = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 3 }, { arbitrary: value, weight: 1 });

const product = fc.record({
  minimum: fc.integer({ min: 0, max: 2 }),
  above: fc.option(fc.integer({ min: 0, max: 2 }), { nil: null, freq: 2 }),
});

const catalogue = fc.record({
  sold: forEach(
    SOLD,
    fc.record({
      term: fc.constantFrom(undefined, 'P1M', 'P2W', 'P10D', 'P1M5D', 'P3D'),
      active: fc.constantFrom(true, true, true, true, true, true, true, true, false),
      hasDefault: fc.constantFrom(true, true, true, true, true, true, false),
    }),
  ),
  contents: forEach(PACKAGES, forEach(PRODUCTS, sometimes(product, 6))),
  extras: forEach(EXTENSIONS, fc.constantFrom(true, true, true, false)),
  limits: forEach([...SOLD, ...EXTENSIONS], forEach(SERVICES, sometimes(fc.integer({ min: 1, max: 4 }), 3))),
  allowed: forEach(
    SOLD,
    forEach(EXTENSIONS, sometimes(fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }), 2)),
  ),
  groups: forEach(['ladder', 'other'], forEach(SOLD, sometimes(fc.integer({ min: 1, max: 3 }), 2))),
});
type Drawn<Of> = Of extends fc.Arbitrary<infer Value> ? Value : never;

/** One wish for each attribute of each holder of the source: its target; one for each product of a package. */
const grid = fc.record({
  attributes: fc.array(fc.nat({ max: 40 }), { minLength: 12, maxLength: 12 }),
  products: fc.array(fc.nat({ max: 3 }), { minLength: 3, maxLength: 3 }),
});

const path = fc.record({
  step: fc.integer({ min: 1, max: SOLD.length - 1 }),
  opens: seldom(fc.integer({ min: 0, max: 40 })),
  closes: seldom(fc.integer({ min: 0, max: 60 })),
  overLimit: fc.constantFrom<'block' | 'allow' | 'extend'>('block', 'allow', 'extend', 'extend'),
  grid,
});

const subscription = fc.record({
  account: fc.constantFrom('ACC-1', 'ACC-2', 'ACC-3'),
  item: fc.nat({ max: SOLD.length - 1 }),
  startsAfter: fc.integer({ min: 0, max: 10 }),
  lasts: sometimes(fc.integer({ min: 0, max: 20 }), 8),
  rule: fc.constantFrom('default', 'default', 'default', 'default', 'override', 'override', 'none'),
  fromAfter: sometimes(fc.integer({ min: 1, max: 30 }), 2),
  values: forEach(ATTRIBUTES, sometimes(fc.constantFrom('one', 'two', "ünï 'x'"), 3)),
  components: fc.array(
    fc.record({
      product: fc.nat({ max: PRODUCTS.length - 1 }),
      // Some are booked for a day on which their subscription has been replaced, or replaced twice.
      startsAfter: fc.constantFrom(0, 1, 2, 3, 12, 40),
      ended: fc.constantFrom(false, false, false, true),
      values: forEach(ATTRIBUTES, sometimes(fc.constantFrom('x', 'y', 'z'), 3)),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  held: forEach(EXTENSIONS, sometimes(fc.integer({ min: 1, max: 4 }), 2)),
  usage: forEach(SERVICES, seldom(fc.integer({ min: 1, max: 8 }))),
});

export const scenarios: fc.Arbitrary<Scenario> = fc
  .record({
    start: fc.constantFrom(...STARTS),
    days: fc.integer({ min: 15, max: 75 }),
    catalogue,
    // At least one from each item; the first is its default.
    paths: fc.array(path, { minLength: SOLD.length, maxLength: 2 * SOLD.length }),
    subscriptions: fc.array(subscription, { minLength: 3, maxLength: 8 }),
  })
  .map((drawn) => {
    const items = itemsOf(drawn.catalogue);
    const paths = drawn.paths.map((one, index) => pathOf(one, index, items, drawn.start));
    const withDefaults = items.map((item) => {
      const first = paths.find(({ source }) => source === item.articleNumber);
      return first !== undefined && drawn.catalogue.sold[item.articleNumber]?.hasDefault === true
        ? { ...item, defaultPath: first.name }
        : item;
    });
    const subscriptions = drawn.subscriptions.map((one) =>
      subscriptionOf(one, withDefaults, paths, drawn.start),
    );
    const addresses = subscriptions.map(
      ({ account }, index) =>
        `${account}/${subscriptions.slice(0, index + 1).filter((one) => one.account === account).length}`,
    );
    const perSubscription = (
      amounts: (one: Drawn<typeof subscription>) => Record<string, number | undefined>,
    ) =>
      Object.fromEntries(
        drawn.subscriptions.map((one, index) => [addresses[index] ?? '', defined(amounts(one))]),
      );
    const world: World = {
      items: withDefaults,
      paths,
      subscriptions,
      limits: mapValues(drawn.catalogue.limits, defined),
      extensions: mapValues(drawn.catalogue.allowed, defined),
      groups: mapValues(drawn.catalogue.groups, defined),
      held: perSubscription(({ held }) => held),
      usage: perSubscription(({ usage }) => usage),
    };
    return { world, asOf: dayAfter(drawn.start, drawn.days) };
  });

function itemsOf({ sold, contents, extras }: Drawn<typeof catalogue>): SeedItem[] {
  const attributes = (articleNumber: string) => [
    'a',
    'b',
    { name: 'c', defaultValue: `c of ${articleNumber}` },
  ];
  return [
    ...PRODUCTS.map((articleNumber) => ({ articleNumber, attributes: attributes(articleNumber) })),
    ...EXTENSIONS.map((articleNumber) => ({
      articleNumber,
      kind: 'extension' as const,
      active: extras[articleNumber] === true,
    })),
    ...SOLD.map((articleNumber): SeedItem => {
      const inside = contents[articleNumber];
      return {
        articleNumber,
        kind: inside === undefined ? 'product' : 'package',
        active: sold[articleNumber]?.active ?? true,
        term: sold[articleNumber]?.term,
        attributes: attributes(articleNumber),
        products: Object.entries(defined(inside ?? {})).map(
          ([item, { minimum, above }]): SeedProduct => ({
            item,
            minimum,
            maximum: above === null ? null : minimum + above,
          }),
        ),
      };
    }),
  ];
}

function pathOf(
  drawn: Drawn<typeof path>,
  index: number,
  items: readonly SeedItem[],
  start: string,
): SeedPath {
  const source = SOLD[index % SOLD.length] ?? 'PLAN-1';
  const destination = SOLD[(index + drawn.step) % SOLD.length] ?? 'PLAN-2';
  const from = drawn.opens === undefined ? undefined : dayAfter(start, drawn.opens);
  const products = productGrid(drawn.grid.products, inside(items, source), inside(items, destination));
  return {
    name: `path ${index}`,
    source,
    destination,
    from,
    until: drawn.closes === undefined ? undefined : dayAfter(from ?? start, drawn.closes),
    overLimit: drawn.overLimit,
    products,
    map: attributeGrid(
      drawn.grid.attributes,
      [source, ...inside(items, source)],
      [destination, ...inside(items, destination)],
      products,
    ),
  };
}

function productGrid(
  wishes: readonly number[],
  from: readonly string[],
  to: readonly string[],
): Record<string, string> {
  const rows = from.flatMap((product, index) => {
    const becomes = to[wishes[index] ?? 0];
    return becomes === undefined ? [] : [[product, becomes] as const];
  });
  return Object.fromEntries(rows);
}

/** Each attribute of the destination is filled once, but by several products where all of these become its holder. */
function attributeGrid(
  wishes: readonly number[],
  from: readonly string[],
  to: readonly string[],
  products: Readonly<Record<string, string>>,
): Record<string, string> {
  const named = (holders: readonly string[]) =>
    holders.flatMap((holder, index) =>
      ATTRIBUTES.map((attribute) => ({ holder, text: index === 0 ? attribute : `${holder}:${attribute}` })),
    );
  const targets = named(to);
  const filledBy = new Map<string, string[]>();
  const rows = named(from).flatMap(({ holder, text }, index) => {
    const target = targets[wishes[index] ?? 0];
    if (target === undefined) return [];
    const others = filledBy.get(target.text) ?? [];
    const allowed =
      others.length === 0 ||
      (!others.includes(holder) && [...others, holder].every((one) => products[one] === target.holder));
    if (!allowed) return [];
    filledBy.set(target.text, [...others, holder]);
    return [[text, target.text] as const];
  });
  return Object.fromEntries(rows);
}

function subscriptionOf(
  drawn: Drawn<typeof subscription>,
  items: readonly SeedItem[],
  paths: readonly SeedPath[],
  firstDay: string,
): SeedSubscription {
  const item = SOLD[drawn.item] ?? 'PLAN-1';
  const start = dayAfter(firstDay, drawn.startsAfter);
  const end = drawn.lasts === undefined ? undefined : dayAfter(start, drawn.lasts);
  const from = drawn.fromAfter === undefined ? undefined : dayAfter(start, drawn.fromAfter);
  const override = paths.findLast(({ source }) => source === item)?.name ?? null;
  const own = inside(items, item);
  return {
    account: drawn.account,
    item,
    start,
    end,
    path: drawn.rule === 'default' ? undefined : drawn.rule === 'none' ? null : override,
    fromDate: from === undefined || end === undefined || from <= dayAfter(end) ? from : undefined,
    attributes: defined(drawn.values),
    components: drawn.components.flatMap((one): SeedComponent[] => {
      const product = own[one.product];
      if (product === undefined) return [];
      const began = dayAfter(start, one.startsAfter);
      return [
        {
          item: product,
          start: began,
          attributes: defined(one.values),
          ...(one.ended ? { status: 'ended', end: dayAfter(began) } : {}),
        },
      ];
    }),
  };
}

function inside(items: readonly SeedItem[], articleNumber: string): string[] {
  const products = items.find((item) => item.articleNumber === articleNumber)?.products ?? [];
  return products.map((one) => (typeof one === 'string' ? one : one.item));
}

function defined<Value>(given: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function mapValues<From, To>(
  given: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, change(value)]));
}
