// "One late run gives exactly what punctual daily runs would have given", whatever the catalogue.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plusDays } from '../../src/domain/calendar.ts';
import { type Seed, type SeedSubscription, seedInto } from '../support/catalogue.ts';
import { type Link, readChains } from '../support/chains.ts';
import { empty, onEveryEngine } from '../support/engines.ts';
import { run } from '../support/runs.ts';
import { useDatabase } from '../support/use-database.ts';

const ITEMS = ['A', 'B', 'C', 'D', 'E'] as const;
/** A leap year's February, two short months, a year's end. */
const STARTS = ['2027-12-27', '2028-01-29', '2028-01-31', '2028-02-26', '2028-04-28'] as const;

const day = (from: string, first: number, last: number) =>
  fc.integer({ min: first, max: last }).map((days) => plusDays(from, days));

const window = (from: string) =>
  fc.record({
    from: fc.option(day(from, 0, 40), { nil: undefined, freq: 2 }),
    length: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined, freq: 2 }),
  });

function scenarioFrom(start: string) {
  const path = fc.record({
    step: fc.integer({ min: 1, max: ITEMS.length - 1 }),
    window: window(start),
    mapped: fc.boolean(),
  });
  const item = fc.record({
    term: fc.constantFrom(undefined, 'P1M', 'P2W', 'P10D', 'P1M5D', 'P3D'),
    active: fc.constantFrom(true, true, true, true, false),
    hasDefault: fc.constantFrom(true, true, true, false),
  });
  const subscription = fc.record({
    account: fc.constantFrom('ACC-1', 'ACC-2', 'ACC-3'),
    item: fc.nat(ITEMS.length - 1),
    startsAfter: fc.integer({ min: 0, max: 10 }),
    lasts: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined, freq: 4 }),
    rule: fc.constantFrom('default', 'default', 'default', 'override', 'none'),
    fromAfter: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined, freq: 3 }),
  });
  return fc
    .record({
      items: fc.array(item, { minLength: ITEMS.length, maxLength: ITEMS.length }),
      // At least one from each item; the first is its default.
      paths: fc.array(path, { minLength: ITEMS.length, maxLength: 2 * ITEMS.length }),
      subscriptions: fc.array(subscription, { minLength: 2, maxLength: 8 }),
      days: fc.integer({ min: 15, max: 45 }),
    })
    .map(({ items, paths, subscriptions, days }) => {
      const named = paths.map((one, index) => ({
        name: `path ${index}`,
        source: ITEMS[index % ITEMS.length] ?? 'A',
        destination: ITEMS[(index + one.step) % ITEMS.length] ?? 'B',
        from: one.window.from,
        until:
          one.window.length === undefined ? undefined : plusDays(one.window.from ?? start, one.window.length),
        ...(one.mapped ? { map: { kept: 'kept', old: 'renamed' } } : {}),
      }));
      const pathFrom = (source: string) => named.find((one) => one.source === source)?.name;
      const lastPathFrom = (source: string) => named.findLast((one) => one.source === source)?.name;
      const seed: Seed = {
        items: ITEMS.map((articleNumber, index) => ({
          articleNumber,
          term: items[index]?.term,
          active: items[index]?.active ?? true,
          attributes: ['kept', 'old', 'renamed', { name: 'given', defaultValue: articleNumber }],
          defaultPath: items[index]?.hasDefault ? pathFrom(articleNumber) : undefined,
        })),
        paths: named,
        subscriptions: subscriptions.map((one, index): SeedSubscription => {
          const itemName = ITEMS[one.item] ?? 'A';
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
          };
        }),
      };
      return { seed, start, days };
    });
}

const scenario = fc.constantFrom(...STARTS).chain(scenarioFrom);

/** Always among the scenarios: a chain of two hops, so that whatever else is drawn, something moves. */
const chainOfTwoHops = {
  seed: {
    items: [
      { articleNumber: 'A', defaultPath: 'path 0' },
      { articleNumber: 'B', term: 'P10D', defaultPath: 'path 1' },
      { articleNumber: 'C' },
    ],
    paths: [
      { name: 'path 0', source: 'A', destination: 'B' },
      { name: 'path 1', source: 'B', destination: 'C' },
    ],
    subscriptions: [{ account: 'ACC-1', item: 'A', start: '2028-01-29', end: '2028-02-20' }],
  } satisfies Seed,
  start: '2028-01-29',
  days: 40,
};

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const chains = () => db.read((session) => readChains(session));
  // Every scenario costs one run for each of its days, so the engines across a socket take fewer.
  const numRuns = { PGlite: 60, PostgreSQL: 25, 'SQL Server': 8 }[engine.name];

  async function after(seed: Seed, runs: readonly string[]): Promise<Record<string, Link[]>> {
    await empty(db.database);
    await seedInto(db.database, seed);
    for (const asOf of runs) {
      const result = await run(db.database, { asOf, batchSize: 2 });
      expect(result.failed.total).toBe(0);
    }
    return chains();
  }

  test('one late run is the same as a run on every day, and a second one changes nothing', {
    timeout: 600_000,
  }, async () => {
    let moved = 0;
    let longest = 0;
    await fc.assert(
      fc.asyncProperty(scenario, async ({ seed, start, days }) => {
        const daily = Array.from({ length: days + 1 }, (_, index) => plusDays(start, index));
        const last = plusDays(start, days);
        const punctual = await after(seed, daily);
        const late = await after(seed, [last]);
        expect(late).toEqual(punctual);
        expect(await run(db.database, { asOf: last })).toMatchObject({
          moved: { total: 0 },
          failed: { total: 0 },
        });
        expect(await chains()).toEqual(late);
        for (const links of Object.values(late)) {
          moved += links.length - 1;
          longest = Math.max(longest, links.length);
        }
      }),
      { numRuns, examples: [[chainOfTwoHops]] },
    );
    // The scenarios are worth something only where subscriptions move, some of them in chains.
    expect(moved).toBeGreaterThan(1);
    expect(longest).toBeGreaterThan(2);
  });
});
