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
  let limited: Database;
  beforeAll(async () => {
    other = await openDatabase(parseTarget(db.url ?? ''));
    limited = await openDatabase(parseTarget(db.url ?? ''), { lockTimeoutMs: 300 });
  });
  afterAll(async () => {
    await other.close();
    await limited.close();
  });

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
      await expect(forecast(limited, HORIZON)).rejects.toMatchObject({
        kind: 'busy',
        code: 'lock-timeout',
      });
    } finally {
      await transaction.rollback().execute();
    }
    expect((await forecast(limited, HORIZON)).upcoming.total).toBe(1);
  });
});
