// "One late run gives exactly what punctual daily runs would have given", whatever the catalogue.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plusDays } from '../../../src/domain/calendar.ts';
import { type Seed, seedInto } from '../../support/catalogue/catalogue.ts';
import { empty, onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { cases } from '../../support/thorough.ts';
import { type Link, readChains } from '../../support/transitions/chains.ts';
import {
  bookedForLater,
  chainThroughPackage,
  lateRunScenarios,
} from '../../support/transitions/late-run-scenarios.ts';
import { componentsOutside } from '../../support/transitions/periods.ts';
import { run } from '../../support/transitions/runs.ts';

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const chains = () => db.read((session) => readChains(session));
  // Every scenario costs one run for each of its days: the quickest engine takes most of them.
  const numRuns = cases({ PGlite: 5, PostgreSQL: 15, 'SQL Server': 4 }[engine.name]);

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
    let carried = 0;
    let waited = 0;
    await fc.assert(
      fc.asyncProperty(lateRunScenarios, async ({ seed, start, days }) => {
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
        expect(await componentsOutside(db.database)).toEqual([]);
        for (const links of Object.values(late)) {
          moved += links.length - 1;
          longest = Math.max(longest, links.length);
          waited += links.filter(({ start, components = [] }) =>
            components.some((one) => one.continues === null && one.start > start),
          ).length;
          carried += links.flatMap(({ components = [] }) => components).filter((one) => one.continues).length;
        }
      }),
      { numRuns, examples: [[chainThroughPackage], [bookedForLater]] },
    );
    // The scenarios are worth something only where subscriptions move, some of them in chains, packages with what is in them.
    expect(moved).toBeGreaterThan(1);
    expect(longest).toBeGreaterThan(2);
    expect(carried).toBeGreaterThan(1);
    expect(waited).toBeGreaterThan(1);
  });
});
