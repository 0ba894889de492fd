// Random catalogues and subscriptions of every kind that a run may meet: products and packages with components, chains,
// windows, overrides, from dates, usage over the limit, extensions, and changes by hand that wait for their day.
import fc from 'fast-check';
import type { Database } from '../../../src/database/database.ts';
import { plusDays } from '../../../src/domain/calendar.ts';
import { type Seed, type SeedPath, type SeedSubscription, seedInto } from '../catalogue/catalogue.ts';

export interface Portfolio {
  readonly seed: Seed;
  /** How much email each subscription uses, by its place in the seed. */
  readonly usage: readonly number[];
  /** How many MAIL-PACKs each has. */
  readonly extensions: readonly number[];
  /** Changes by hand that wait, by the place of the subscription. */
  readonly changes: readonly { readonly subscription: number; readonly to: string; readonly on: string }[];
  readonly start: string;
}

const PRODUCTS = ['A', 'B', 'C'] as const;
const PACKAGES = ['P', 'Q'] as const;
const SOLD = [...PRODUCTS, ...PACKAGES];
const EMAIL_OF_ITEM = 5;

const START = '2028-01-29';
const isPackage = (item: string) => item === 'P' || item === 'Q';

const path = fc.record({
  step: fc.integer({ min: 1, max: SOLD.length - 1 }),
  from: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined, freq: 2 }),
  length: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined, freq: 2 }),
  overLimit: fc.constantFrom('block', 'allow', 'extend'),
});

const item = fc.record({
  term: fc.constantFrom(undefined, 'P1M', 'P10D', 'P1M5D', 'P3D'),
  active: fc.constantFrom(true, true, true, true, true, false),
  hasDefault: fc.constantFrom(true, true, true, false),
});

const subscription = (accounts: number) =>
  fc.record({
    account: fc.integer({ min: 1, max: accounts }),
    item: fc.nat(SOLD.length - 1),
    startsAfter: fc.integer({ min: 0, max: 10 }),
    lasts: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined, freq: 4 }),
    rule: fc.constantFrom('default', 'default', 'default', 'override', 'none'),
    fromAfter: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined, freq: 3 }),
    usage: fc.constantFrom(0, 0, 0, 3, 8, 40),
    extensions: fc.constantFrom(0, 0, 1, 2),
    components: fc.array(
      fc.record({
        product: fc.constantFrom('X', 'X', 'Y'),
        // Some start before their subscription is replaced, some after it, some long after.
        startsAfter: fc.constantFrom(0, 0, 0, 2, 12, 45),
        over: fc.constantFrom(false, false, false, true),
      }),
      { maxLength: 3 },
    ),
    change: fc.option(
      fc.record({ step: fc.integer({ min: 1, max: 4 }), after: fc.integer({ min: 1, max: 20 }) }),
      {
        freq: 8,
      },
    ),
  });

/** Subscriptions of `accounts` accounts, between `least` and `most` of them. */
export function portfolio(size: {
  readonly least: number;
  readonly most: number;
  readonly accounts: number;
}): fc.Arbitrary<Portfolio> {
  const { least, most, accounts } = size;
  return fc
    .record({
      items: fc.array(item, { minLength: SOLD.length, maxLength: SOLD.length }),
      paths: fc.array(path, { minLength: SOLD.length, maxLength: 2 * SOLD.length }),
      subscriptions: fc.array(subscription(accounts), { minLength: least, maxLength: most, size: 'max' }),
    })
    .map(({ items, paths, subscriptions }) => {
      const named = paths.map((one, index): SeedPath => {
        const source = at(SOLD, index);
        const destination = at(SOLD, index + one.step);
        const from = one.from === undefined ? undefined : plusDays(START, one.from);
        const between = isPackage(source) && isPackage(destination);
        return {
          name: `path ${index}`,
          source,
          destination,
          from,
          until: one.length === undefined ? undefined : plusDays(from ?? START, one.length),
          overLimit: one.overLimit as NonNullable<SeedPath['overLimit']>,
          map: { kept: 'kept', old: 'renamed', ...(between ? { 'X:address': 'X:address' } : {}) },
          ...(between ? { products: { X: 'X' } } : {}),
        };
      });
      const fromItem = (source: string) => named.filter((one) => one.source === source);
      const placed = subscriptions.map((one, index) => {
        const holds = at(SOLD, one.item);
        const starts = plusDays(START, one.startsAfter);
        const ends = one.lasts === undefined ? undefined : plusDays(starts, one.lasts);
        const inTime = (day: string) => ends === undefined || day <= plusDays(ends, 1);
        const from = one.fromAfter === undefined ? undefined : plusDays(starts, one.fromAfter);
        const row: SeedSubscription = {
          account: `ACC-${String(one.account).padStart(3, '0')}`,
          item: holds,
          start: starts,
          end: ends,
          path:
            one.rule === 'default'
              ? undefined
              : one.rule === 'none'
                ? null
                : (fromItem(holds).at(-1)?.name ?? null),
          fromDate: from !== undefined && inTime(from) ? from : undefined,
          attributes: { kept: `k${index}`, old: `o${index}` },
          components: !isPackage(holds)
            ? []
            : one.components.map(({ product, startsAfter, over }, place) => {
                const start = plusDays(starts, startsAfter);
                return {
                  item: product,
                  start,
                  ...(over && { status: 'ended' as const, end: plusDays(start, 3) }),
                  attributes: product === 'X' ? { address: `${place}@${index}.example` } : {},
                };
              }),
        };
        const on = one.change === null ? undefined : plusDays(starts, one.change.after);
        const change =
          one.change === null || on === undefined || !inTime(on) || (row.fromDate ?? on) < on
            ? undefined
            : { subscription: index, to: at(SOLD, one.item + one.change.step), on };
        return { row, change };
      });
      const sold = SOLD.map((articleNumber, index) => ({
        articleNumber,
        kind: isPackage(articleNumber) ? ('package' as const) : ('product' as const),
        term: items[index]?.term,
        active: items[index]?.active ?? true,
        attributes: ['kept', 'old', 'renamed', { name: 'given', defaultValue: articleNumber }],
        defaultPath: items[index]?.hasDefault === true ? fromItem(articleNumber)[0]?.name : undefined,
      }));
      return {
        seed: {
          items: [
            { articleNumber: 'MAIL-PACK', kind: 'extension' },
            { articleNumber: 'X', attributes: ['address'] },
            { articleNumber: 'Y' },
            ...sold.map((one) =>
              one.kind === 'product'
                ? one
                : {
                    ...one,
                    products: [
                      { item: 'X', minimum: one.articleNumber === 'P' ? 1 : 2, maximum: 3 },
                      { item: 'Y', minimum: 0 },
                    ],
                  },
            ),
          ],
          paths: named,
          subscriptions: placed.map(({ row }) => row),
        },
        usage: subscriptions.map(({ usage }) => usage),
        extensions: subscriptions.map(({ extensions }) => extensions),
        changes: placed.flatMap(({ change }) => (change === undefined ? [] : [change])),
        start: START,
      };
    });
}

/** Always among them: two items whose terms of three days lead to each other, and one subscription that goes round. */
export const GOING_ROUND: Portfolio = {
  seed: {
    items: [
      { articleNumber: 'MAIL-PACK', kind: 'extension' },
      { articleNumber: 'A', term: 'P3D', defaultPath: 'there' },
      { articleNumber: 'B', term: 'P3D', defaultPath: 'back' },
      ...['C', 'P', 'Q'].map((articleNumber) => ({ articleNumber })),
    ],
    paths: [
      { name: 'there', source: 'A', destination: 'B' },
      { name: 'back', source: 'B', destination: 'A' },
    ],
    subscriptions: [{ account: 'ACC-001', item: 'A', start: START, end: plusDays(START, 2) }],
  },
  usage: [0],
  extensions: [0],
  changes: [],
  start: START,
};

export async function seedPortfolio(
  database: Database,
  { seed, usage, extensions, changes }: Portfolio,
): Promise<void> {
  const { items } = await seedInto(database, seed);
  const idOf = (articleNumber: string) => items[articleNumber] ?? '';
  const numbered = addresses(seed.subscriptions ?? []);
  await database.kysely.transaction().execute(async (db) => {
    const pack = idOf('MAIL-PACK');
    const limits = [...SOLD.map((one) => ({ item_id: idOf(one), service: 'email', amount: EMAIL_OF_ITEM }))];
    await db
      .insertInto('tierctl.service_limit')
      .values([...limits, { item_id: pack, service: 'email', amount: 10 }])
      .execute();
    await db
      .insertInto('tierctl.item_extension')
      .values(
        ['A', 'C', 'P', 'Q'].map((one) => ({
          item_id: idOf(one),
          extension_item_id: pack,
          maximum_quantity: 2,
        })),
      )
      .execute();
    const used = numbered.flatMap((key, index) =>
      (usage[index] ?? 0) > 0 ? [{ ...key, service: 'email', amount: usage[index] ?? 0 }] : [],
    );
    const extended = numbered.flatMap((key, index) =>
      (extensions[index] ?? 0) > 0
        ? [{ ...key, extension_item_id: pack, quantity: extensions[index] ?? 0 }]
        : [],
    );
    for (const rows of chunks(used)) await db.insertInto('tierctl.subscription_usage').values(rows).execute();
    for (const rows of chunks(extended))
      await db.insertInto('tierctl.subscription_extension').values(rows).execute();
    for (const { subscription, to, on } of changes) {
      const key = numbered[subscription];
      if (key === undefined) continue;
      await db
        .updateTable('tierctl.subscription')
        .set({ change_item_id: idOf(to), change_on: on, revision: 1 })
        .where('account_id', '=', key.account_id)
        .where('number', '=', key.subscription_number)
        .execute();
      await db
        .insertInto('tierctl.change_attribute')
        .values({ ...key, attribute: 'kept', value: 'by hand' })
        .execute();
    }
  });
}

/** The numbers that seeding gives: the next of each account. */
function addresses(
  subscriptions: readonly SeedSubscription[],
): { account_id: string; subscription_number: number }[] {
  const last = new Map<string, number>();
  return subscriptions.map(({ account }) => {
    const number = (last.get(account) ?? 0) + 1;
    last.set(account, number);
    return { account_id: account, subscription_number: number };
  });
}

/** SQL Server takes at most 2,100 parameters. */
function chunks<Row>(rows: readonly Row[]): Row[][] {
  const size = 200;
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  );
}

function at(items: readonly string[], index: number): string {
  return items[index % items.length] ?? '';
}
