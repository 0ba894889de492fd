// A revert waits for a successor that another transaction changes, and then does not undo it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { parseTarget } from '../../src/database/target/target.ts';
import { claimSubscription } from '../../src/store/subscriptions/subscriptions.ts';
import { seedInto } from '../support/catalogue/catalogue.ts';
import { onEveryServer } from '../support/database/engines.ts';
import { useDatabase } from '../support/database/use-database.ts';
import { revert } from '../support/transitions/reverts.ts';
import { run } from '../support/transitions/runs.ts';
import { trialsOf } from '../support/transitions/trials.ts';

onEveryServer((engine) => {
  const db = useDatabase(engine);
  let other: Database;
  beforeAll(async () => {
    other = await openDatabase(parseTarget(db.url ?? ''));
  });
  afterAll(() => other.close());

  test('what is changed while it waits stands', async () => {
    await seedInto(db.database, trialsOf(['A', 'B', 'C']));
    const made = await run(db.database, { asOf: '2026-02-01' });
    const transaction = await other.kysely.startTransaction().execute();
    await claimSubscription({ db: transaction, dialect: other.dialect }, { account: 'B', number: 2 });
    const waiting = revert(db.database, { id: made.run.id });
    await new Promise((resolve) => setTimeout(resolve, 500));
    await transaction
      .insertInto('tierctl.subscription_usage')
      .values({ account_id: 'B', subscription_number: 2, service: 'email', amount: 5 })
      .execute();
    await transaction.commit().execute();
    expect(await waiting).toMatchObject({
      reverted: { total: 2 },
      refused: { byReason: [{ reason: 'successor-changed', count: 1 }] },
      failed: { total: 0 },
    });
  });
});
