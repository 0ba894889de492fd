// Compares the engine with an oracle without SQL: for every catalogue, both give the same result.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { empty, onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { seedFit } from '../../support/subscriptions/fit-catalogue.ts';
import { readStories } from '../../support/subscriptions/stories.ts';
import { cases } from '../../support/thorough.ts';
import { componentsOutside } from '../../support/transitions/periods.ts';
import { type Scenario, scenarios } from '../../support/transitions/random-world.ts';
import { run } from '../../support/transitions/runs.ts';
import { type Story, simulate } from '../../support/transitions/transition-oracle.ts';

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  // The embedded engine takes four times as long for a scenario.
  const numRuns = cases(engine.name === 'PostgreSQL' ? 100 : 20);

  async function happens({ world, asOf }: Scenario): Promise<Story> {
    await empty(db.database);
    await seedInto(db.database, world);
    await seedFit(db.database, world);
    const { failed, notMoved } = await run(db.database, { asOf, listed: 1_000 });
    expect(failed.subscriptions).toEqual([]);
    expect(await componentsOutside(db.database)).toEqual([]);
    const { chains, originals } = await db.read((session) => readStories(session));
    const stays = notMoved.subscriptions.map(({ account, number, reason }): [string, string] => [
      originals.get(`${account}/${number}`) ?? '',
      reason,
    ]);
    return { chains, stays: Object.fromEntries(stays) };
  }

  test('an oracle that counts days agrees with what a run does', { timeout: 900_000 }, async () => {
    const seen = { moves: 0, carried: 0, chained: 0, waited: 0, stays: new Set<string>(), extended: 0 };
    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        const story = simulate(scenario.world, scenario.asOf);
        expect(await happens(scenario)).toEqual(story);
        for (const links of Object.values(story.chains)) {
          seen.moves += links.length - 1;
          seen.chained += links.length > 2 ? 1 : 0;
          // What had not started when its package was replaced starts on the successor on its own day.
          seen.waited += links
            .slice(1)
            .flatMap(({ start, components }) => components.filter((one) => one.start > start)).length;
          seen.carried += links.flatMap(({ components }) => components).filter((one) => one.continues).length;
        }
        for (const reason of Object.values(story.stays)) seen.stays.add(reason);
      }),
      { numRuns },
    );
    // The scenarios are worth something only where all this happens.
    expect(seen.moves).toBeGreaterThan(numRuns / 2);
    expect(seen.carried).toBeGreaterThan(numRuns / 5);
    expect(seen.chained).toBeGreaterThan(numRuns / 5);
    expect(seen.waited).toBeGreaterThan(numRuns / 10);
    expect([...seen.stays].sort()).toEqual([
      'destination-inactive',
      'no-path',
      'over-limit',
      'over-maximum',
      'path-not-effective',
    ]);
  });
});
