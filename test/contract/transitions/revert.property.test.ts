// A run that is undone leaves every row as it was, ids and audit aside, whatever it moved.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plusDays } from '../../../src/domain/calendar.ts';
import { empty, onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { cases } from '../../support/thorough.ts';
import { componentsOutside } from '../../support/transitions/periods.ts';
import { portfolio, seedPortfolio } from '../../support/transitions/random-portfolio.ts';
import { everythingButRecords, revert } from '../../support/transitions/reverts.ts';
import { run } from '../../support/transitions/runs.ts';

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const now = () => everythingButRecords(db.database);

  test('of 1,000 random subscriptions', { timeout: 600_000 }, async () => {
    const [drawn] = fc.sample(portfolio({ least: 1_000, most: 1_000, accounts: 200 }), 1);
    if (drawn === undefined) throw new Error('nothing was drawn');
    await seedPortfolio(db.database, drawn);
    const before = await now();
    expect(before['tierctl.subscription']).toHaveLength(1_000);
    expect(before['tierctl.component']?.length).toBeGreaterThan(100);
    const made = await run(db.database, { asOf: plusDays(drawn.start, 40), batchSize: 100, maxHops: 8 });
    expect(made.moved.total).toBeGreaterThan(100);
    expect(await componentsOutside(db.database)).toEqual([]);
    expect((await now())['tierctl.former_component']?.length).toBeGreaterThan(50);
    expect(await now()).not.toEqual(before);
    const undone = await revert(db.database, { id: made.run.id, batchSize: 100 });
    expect(undone).toMatchObject({
      reverted: { total: made.moved.total, byPath: made.moved.byPath },
      refused: { total: 0 },
      failed: { total: 0 },
      remaining: 0,
    });
    expect(await now()).toEqual(before);
  });

  test('in parts, and several runs in turn', { timeout: 600_000 }, async () => {
    const numRuns = cases({ PGlite: 5, PostgreSQL: 4, 'SQL Server': 2 }[engine.name]);
    let moved = 0;
    await fc.assert(
      fc.asyncProperty(portfolio({ least: 8, most: 16, accounts: 3 }), async (drawn) => {
        await empty(db.database);
        await seedPortfolio(db.database, drawn);
        const states = [await now()];
        const ids: number[] = [];
        for (const days of [12, 25, 40]) {
          const made = await run(db.database, { asOf: plusDays(drawn.start, days), batchSize: 3 });
          if (made.moved.total === 0) continue;
          moved += made.moved.total;
          ids.push(made.run.id);
          states.push(await now());
        }
        while (ids.length > 0) {
          const [id, after] = [ids.pop() ?? 0, states.pop()];
          expect(await now()).toEqual(after);
          const accounts = await db.database.kysely
            .selectFrom('tierctl.transition')
            .select('account_id')
            .distinct()
            .where('run_id', '=', id)
            .execute();
          for (const { account_id } of accounts) {
            const undone = await revert(db.database, { id, account: account_id });
            expect(undone.refused.total).toBe(0);
          }
          expect(await now()).toEqual(states.at(-1));
        }
      }),
      { numRuns },
    );
    expect(moved).toBeGreaterThan(0);
  });
});
