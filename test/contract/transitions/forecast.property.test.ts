// What is forecast is what a run then does, on random catalogues and subscriptions.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plusDays } from '../../../src/domain/calendar.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';
import { empty, onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { cases } from '../../support/thorough.ts';
import { forecast } from '../../support/transitions/forecasts.ts';
import { GOING_ROUND, portfolio, seedPortfolio } from '../../support/transitions/random-portfolio.ts';
import { run } from '../../support/transitions/runs.ts';

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const numRuns = cases({ PGlite: 5, PostgreSQL: 15, 'SQL Server': 4 }[engine.name]);
  const scenario = fc.record({
    portfolio: portfolio({ least: 2, most: 10, accounts: 4 }),
    days: fc.integer({ min: 5, max: 60 }),
    maxHops: fc.constantFrom(2, 100),
  });

  test('upcoming --until D lists what run-transitions --as-of D does', { timeout: 600_000 }, async () => {
    const seen = { moved: 0, stayed: 0, failed: 0, chained: 0 };
    await fc.assert(
      fc.asyncProperty(scenario, async ({ portfolio: drawn, days, maxHops }) => {
        await empty(db.database);
        await seedPortfolio(db.database, drawn);
        const until = plusDays(drawn.start, days);
        const before = await everyRow(db.database);
        const result = await forecast(db.database, { today: drawn.start, until, maxHops, batchSize: 2 });
        expect(await everyRow(db.database)).toEqual(before);
        const done = await run(db.database, { asOf: until, maxHops, batchSize: 2, listed: 10_000 });

        const transitions = done.moved.transitions
          .map((one) => ({ ...one, appliedAt: null, run: null, reverted: null }))
          .sort(byDay);
        expect(result.upcoming.transitions).toEqual(transitions);
        expect(result.upcoming.total).toBe(done.moved.total);
        expect(result.notMoved).toEqual(done.notMoved);
        expect(result.failed).toEqual(done.failed);
        const counted = result.upcoming.days.flatMap(({ date, path, direction, from, to, count }) =>
          Array.from({ length: count }, () => [date, path, direction, from.id, to.id].join()),
        );
        expect(counted.sort()).toEqual(
          transitions
            .map((one) =>
              [one.effectiveDate, one.path, one.direction, one.from.item.id, one.to.item.id].join(),
            )
            .sort(),
        );
        seen.moved += done.moved.total;
        seen.stayed += done.notMoved.total;
        seen.failed += done.failed.total;
        const made = new Set(transitions.map(({ account, to }) => `${account}/${to.number}`));
        seen.chained += transitions.filter(({ account, from }) =>
          made.has(`${account}/${from.number}`),
        ).length;
      }),
      {
        numRuns,
        examples: [2, 100].map((maxHops) => [{ portfolio: GOING_ROUND, days: 30, maxHops }]),
      },
    );
    // The scenarios are worth something only where each of these happens.
    expect(
      Object.values(seen).every((count) => count > 0),
      JSON.stringify(seen),
    ).toBe(true);
  });
});

interface Placed {
  readonly effectiveDate: string;
  readonly account: string;
  readonly from: { readonly number: number };
}

function byDay(one: Placed, other: Placed): number {
  const key = ({ effectiveDate, account }: Placed) => `${effectiveDate} ${account}`;
  if (key(one) !== key(other)) return key(one) < key(other) ? -1 : 1;
  return one.from.number - other.from.number;
}
