// A forecast changes rows and rolls back, so it conflicts with transactions that hold one of them.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { parseTarget } from '../../src/database/target/target.ts';
import { seedInto } from '../support/catalogue/catalogue.ts';
import { onEveryServer } from '../support/database/engines.ts';
import { useDatabase } from '../support/database/use-database.ts';
import { forecast } from '../support/transitions/forecasts.ts';

const HORIZON = { today: '2026-02-10', until: '2026-03-31' } as const;

onEveryServer((engine) => {
  const db = useDatabase(engine);
  let other: Database;
  beforeAll(async () => {
    other = await openDatabase(parseTarget(db.url ?? ''));
  });
  afterAll(() => other.close());

  beforeEach(() =>
    seedInto(db.database, {
      items: [{ articleNumber: 'TRIAL', defaultPath: 'trial ends' }, { articleNumber: 'PLAN' }],
      paths: [{ name: 'trial ends', source: 'TRIAL', destination: 'PLAN' }],
      subscriptions: [{ account: 'A', item: 'TRIAL', start: '2026-01-01', end: '2026-02-14' }],
    }),
  );

  const touch = (on: Database['kysely']) =>
    on.updateTable('tierctl.subscription').set({ revision: 1 }).where('account_id', '=', 'A').execute();

  test('it does not wait forever for a locked row', async () => {
    const transaction = await other.kysely.startTransaction().execute();
    try {
      await touch(transaction);
      await expect(forecast(db.database, { ...HORIZON, timeoutMs: 300 })).rejects.toMatchObject({
        kind: 'busy',
        code: 'lock-timeout',
      });
    } finally {
      await transaction.rollback().execute();
    }
    expect((await forecast(db.database, HORIZON)).upcoming.total).toBe(1);
  });

  test('what comes after it waits as long as it ever did', async () => {
    await forecast(db.database, { ...HORIZON, timeoutMs: 2_000 });
    const transaction = await other.kysely.startTransaction().execute();
    await touch(transaction);
    // On several connections: one of them is the one that the forecast was made on.
    const waiting = Promise.all([1, 2, 3].map(() => touch(db.database.kysely)));
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    await transaction.commit().execute();
    expect(await waiting).toHaveLength(3);
  });
});
