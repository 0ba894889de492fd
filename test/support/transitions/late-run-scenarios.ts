// Catalogues and subscriptions to run late and punctually: products and packages, with paths of all four combinations.
import fc from 'fast-check';
import { plusDays } from '../../../src/domain/calendar.ts';
import type {
  Seed,
  SeedComponent,
  SeedItem,
  SeedPath,
  SeedProduct,
  SeedSubscription,
} from '../catalogue/catalogue.ts';

export interface LateRunScenario {
  readonly seed: Seed;
  readonly start: string;
  readonly days: number;
}

/** What is subscribed to: products and packages by turns. */
const ENDS = ['A', 'PACK-B', 'C', 'PACK-D', 'PACK-E'] as const;
/** What packages are made of. */
const PARTS = ['PART-1', 'PART-2', 'PART-3'] as const;
/** A leap year's February, two short months, a year's end. */
const STARTS = ['2027-12-27', '2028-01-29', '2028-01-31', '2028-02-26', '2028-04-28'] as const;

const day = (from: string, first: number, last: number) =>
  fc.integer({ min: first, max: last }).map((days) => plusDays(from, days));

const window = (from: string) =>
  fc.record({
    from: fc.option(day(from, 0, 40), { nil: undefined, freq: 2 }),
    length: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined, freq: 2 }),
  });

/** Bits that choose among a grid's rows. */
const choices = fc.integer({ min: 0, max: 0xff_ff_ff });
const chosen = (bits: number, at: number) => ((bits >> (at % 24)) & 1) === 1;

const product = fc.record({
  inside: fc.constantFrom(true, true, false),
  minimum: fc.integer({ min: 0, max: 2 }),
  spare: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined, freq: 3 }),
});

const component = fc.record({
  part: fc.nat(PARTS.length - 1),
  startsAfter: fc.integer({ min: 0, max: 12 }),
  over: fc.constantFrom(false, false, false, true),
});

function scenarioFrom(start: string): fc.Arbitrary<LateRunScenario> {
  const path = fc.record({
    step: fc.integer({ min: 1, max: ENDS.length - 1 }),
    window: window(start),
    grid: choices,
    becomes: fc.array(fc.nat(PARTS.length - 1), { minLength: PARTS.length, maxLength: PARTS.length }),
  });
  const item = fc.record({
    term: fc.constantFrom(undefined, 'P1M', 'P2W', 'P10D', 'P1M5D', 'P3D'),
    active: fc.constantFrom(true, true, true, true, false),
    hasDefault: fc.constantFrom(true, true, true, false),
    products: fc.array(product, { minLength: PARTS.length, maxLength: PARTS.length }),
  });
  const subscription = fc.record({
    account: fc.constantFrom('ACC-1', 'ACC-2', 'ACC-3'),
    item: fc.nat(ENDS.length - 1),
    startsAfter: fc.integer({ min: 0, max: 10 }),
    lasts: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined, freq: 4 }),
    rule: fc.constantFrom('default', 'default', 'default', 'override', 'none'),
    fromAfter: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined, freq: 3 }),
    components: fc.array(component, { maxLength: 5 }),
  });
  return fc
    .record({
      items: fc.array(item, { minLength: ENDS.length, maxLength: ENDS.length }),
      // At least one from each item; the first is its default.
      paths: fc.array(path, { minLength: ENDS.length, maxLength: 2 * ENDS.length }),
      subscriptions: fc.array(subscription, { minLength: 2, maxLength: 8 }),
      days: fc.integer({ min: 15, max: 45 }),
    })
    .map(({ items, paths, subscriptions, days }) => {
      const products = items.map((one, index) =>
        isPackage(ENDS[index]) ? one.products.flatMap((each, part) => productOf(part, each)) : [],
      );
      const inside = (end: string) => (products[ENDS.indexOf(end as 'A')] ?? []).map((each) => each.item);
      const named = paths.map((one, index): SeedPath => {
        const source = ENDS[index % ENDS.length] ?? 'A';
        const destination = ENDS[(index + one.step) % ENDS.length] ?? 'C';
        const grid = productGrid(inside(source), inside(destination), one.becomes, one.grid);
        const { from, length } = one.window;
        return {
          name: `path ${index}`,
          source,
          destination,
          from,
          until: length === undefined ? undefined : plusDays(from ?? start, length),
          products: grid,
          map: attributeGrid(inside(source), inside(destination), grid, one.grid),
        };
      });
      const pathFrom = (source: string) => named.find((one) => one.source === source)?.name;
      const lastPathFrom = (source: string) => named.findLast((one) => one.source === source)?.name;
      const seed: Seed = {
        items: [
          ...PARTS.map(
            (articleNumber): SeedItem => ({ articleNumber, attributes: attributes(articleNumber) }),
          ),
          ...ENDS.map(
            (articleNumber, index): SeedItem => ({
              articleNumber,
              kind: isPackage(articleNumber) ? 'package' : 'product',
              term: items[index]?.term,
              active: items[index]?.active ?? true,
              attributes: attributes(articleNumber),
              products: products[index] ?? [],
              defaultPath: items[index]?.hasDefault ? pathFrom(articleNumber) : undefined,
            }),
          ),
        ],
        paths: named,
        subscriptions: subscriptions.map((one, index): SeedSubscription => {
          const itemName = ENDS[one.item] ?? 'A';
          const starts = plusDays(start, one.startsAfter);
          const ends = one.lasts === undefined ? undefined : plusDays(starts, one.lasts);
          const from = one.fromAfter === undefined ? undefined : plusDays(starts, one.fromAfter);
          const allowed = from === undefined || ends === undefined || from <= plusDays(ends, 1);
          return {
            account: one.account,
            item: itemName,
            start: starts,
            end: ends,
            path:
              one.rule === 'default'
                ? undefined
                : one.rule === 'none'
                  ? null
                  : (lastPathFrom(itemName) ?? null),
            fromDate: allowed ? from : undefined,
            attributes: { kept: `k${index}`, old: `o${index}` },
            components: isPackage(itemName)
              ? one.components.map(
                  (each, place): SeedComponent => ({
                    item: PARTS[each.part] ?? 'PART-1',
                    start: plusDays(starts, each.startsAfter),
                    attributes:
                      place % 3 === 2 ? {} : { kept: `k${index}.${place}`, old: `o${index}.${place}` },
                    ...(each.over && { status: 'ended', end: plusDays(starts, each.startsAfter) }),
                  }),
                )
              : [],
          };
        }),
      };
      return { seed, start, days };
    });
}

function isPackage(end: string | undefined): boolean {
  return end?.startsWith('PACK') === true;
}

function attributes(articleNumber: string): NonNullable<SeedItem['attributes']> {
  return ['kept', 'old', 'renamed', { name: 'given', defaultValue: articleNumber }];
}

interface DrawnProduct {
  readonly inside: boolean;
  readonly minimum: number;
  readonly spare: number | undefined;
}

function productOf(part: number, { inside, minimum, spare }: DrawnProduct): SeedProduct[] {
  if (!inside) return [];
  return [
    {
      item: PARTS[part] ?? 'PART-1',
      minimum,
      maximum: spare === undefined ? null : Math.max(1, minimum + spare),
    },
  ];
}

function productGrid(
  from: readonly string[],
  to: readonly string[],
  becomes: readonly number[],
  bits: number,
): Record<string, string> {
  return Object.fromEntries(
    from.flatMap((source, index) => {
      const destination = to[(becomes[index] ?? 0) % to.length];
      return destination !== undefined && (index === 0 || chosen(bits, index)) ? [[source, destination]] : [];
    }),
  );
}

/** Every destination attribute is filled once, or by each of the products that become its product. */
function attributeGrid(
  from: readonly string[],
  to: readonly string[],
  grid: Readonly<Record<string, string>>,
  bits: number,
): Record<string, string> {
  const rows: [string, string][] = [];
  if (chosen(bits, 3)) rows.push(['kept', 'kept']);
  const own = from[bits % Math.max(1, from.length)];
  rows.push([own !== undefined && chosen(bits, 4) ? `${own}:old` : 'old', 'renamed']);
  to.forEach((part, index) => {
    const becoming = from.filter((source) => grid[source] === part);
    if (chosen(bits, 5 + index))
      rows.push(...becoming.map((one) => [`${one}:kept`, `${part}:kept`] as [string, string]));
    const other = from.find((source) => grid[source] !== part);
    if (other !== undefined && chosen(bits, 9 + index)) rows.push([`${other}:old`, `${part}:renamed`]);
    else if (chosen(bits, 13 + index)) rows.push(['old', `${part}:renamed`]);
  });
  // A source attribute stands for one row here, as the seed's record has it.
  return Object.fromEntries(rows.filter(([source], at) => rows.findIndex(([one]) => one === source) === at));
}

export const lateRunScenarios = fc.constantFrom(...STARTS).chain(scenarioFrom);

/** Always among the scenarios: a chain of two hops through a package, so that whatever else is drawn, something moves. */
export const chainThroughPackage: LateRunScenario = {
  seed: {
    items: [
      { articleNumber: 'PART', attributes: ['note', { name: 'given', defaultValue: 'g' }] },
      { articleNumber: 'A', attributes: ['note'], defaultPath: 'path 0' },
      {
        articleNumber: 'B',
        kind: 'package',
        products: [{ item: 'PART', minimum: 2 }],
        term: 'P10D',
        defaultPath: 'path 1',
      },
      { articleNumber: 'C', kind: 'package', products: [{ item: 'PART', minimum: 3 }] },
    ],
    paths: [
      { name: 'path 0', source: 'A', destination: 'B', map: { note: 'PART:note' } },
      {
        name: 'path 1',
        source: 'B',
        destination: 'C',
        products: { PART: 'PART' },
        map: { 'PART:note': 'PART:note' },
      },
    ],
    subscriptions: [
      { account: 'ACC-1', item: 'A', start: '2028-01-29', end: '2028-02-20', attributes: { note: 'n' } },
    ],
  },
  start: '2028-01-29',
  days: 40,
};

/** Always among them, too: a mailbox that is booked for a day on which its subscription has been replaced twice. */
export const bookedForLater: LateRunScenario = {
  seed: {
    items: [
      { articleNumber: 'PART', attributes: ['note'] },
      ...['B', 'C', 'D'].map(
        (articleNumber, index): SeedItem => ({
          articleNumber,
          kind: 'package',
          products: [{ item: 'PART', minimum: 1 }],
          term: 'P10D',
          defaultPath: `path ${index}`,
        }),
      ),
      { articleNumber: 'E', kind: 'package', products: [{ item: 'PART', minimum: 0 }] },
    ],
    paths: ['B', 'C', 'D'].map((source, index) => ({
      name: `path ${index}`,
      source,
      destination: ['C', 'D', 'E'][index] ?? 'E',
      products: { PART: 'PART' },
      map: { 'PART:note': 'PART:note' },
    })),
    subscriptions: [
      {
        account: 'ACC-1',
        item: 'B',
        start: '2028-02-01',
        end: '2028-02-10',
        components: [
          { item: 'PART', attributes: { note: 'here' } },
          { item: 'PART', start: '2028-02-25', attributes: { note: 'later' } },
        ],
      },
    ],
  },
  start: '2028-02-01',
  days: 35,
};
