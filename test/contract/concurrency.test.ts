import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { parseTarget } from '../../src/database/target/target.ts';
import { addSubscription } from '../../src/operations/subscriptions/add-subscription.ts';
import { seedInto } from '../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../support/database/engines.ts';
import { useDatabase } from '../support/database/use-database.ts';
import { PLAIN_SUBSCRIPTION } from '../support/inputs.ts';
import { readChains } from '../support/transitions/chains.ts';
import { run } from '../support/transitions/runs.ts';

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  let second: Database;
  // The embedded database has one process and one connection; there, the second is the first.
  beforeAll(async () => {
    second =
      db.url === undefined ? db.database : await openDatabase(parseTarget(db.url), { client: 'second@test' });
  });
  afterAll(async () => {
    if (second !== db.database) await second.close();
  });

  test('a lock is held by one at a time, and its holder is shown to those that wait', async () => {
    const held = await db.database.acquireLock('run-transitions', 0);
    await expect(second.acquireLock('run-transitions', 0)).rejects.toMatchObject({
      kind: 'busy',
      code: 'lock-held',
      message: expect.stringContaining('"run-transitions" is held by'),
    });
    const other = await second.acquireLock('migrate', 0);
    await other.release();
    await held.release();
    const again = await second.acquireLock('run-transitions', 0);
    await again.release();
  });

  test('who waits long enough gets the lock', async () => {
    const held = await db.database.acquireLock('run-transitions', 0);
    const waiting = second.acquireLock('run-transitions', 20_000);
    await held.release();
    await (await waiting).release();
    await db.database.acquireLock('run-transitions', 0).then((lock) => lock.release());
  });

  test('runs that overlap without a lock replace each subscription once', async () => {
    const subscriptions = Array.from({ length: 300 }, (_, index) => ({
      account: `ACC-${index % 60}`,
      item: 'TRIAL',
      start: '2026-01-01',
      end: '2026-01-31',
      attributes: { domain: `${index}.example` },
    }));
    await seedInto(db.database, {
      items: [
        { articleNumber: 'TRIAL', attributes: ['domain'], defaultPath: 'trial ends' },
        { articleNumber: 'PLAN', attributes: ['domain'] },
      ],
      paths: [{ name: 'trial ends', source: 'TRIAL', destination: 'PLAN', map: { domain: 'domain' } }],
      subscriptions,
    });
    const runs = await Promise.all(
      [db.database, second, db.database, second].map((database) =>
        run(database, { asOf: '2026-02-01', batchSize: 7 }),
      ),
    );
    expect(runs.reduce((sum, { moved }) => sum + moved.total, 0)).toBe(300);
    expect(runs.flatMap(({ failed }) => failed.subscriptions)).toEqual([]);
    const chains = await db.read((session) => readChains(session));
    expect(Object.keys(chains)).toHaveLength(300);
    for (const links of Object.values(chains)) {
      expect(links.map(({ item }) => item)).toEqual(['TRIAL', 'PLAN']);
      expect(links[1]?.attributes).toEqual(links[0]?.attributes);
    }
    const { successors } = await db.database.kysely
      .selectFrom('tierctl.subscription')
      .select(({ fn }) => fn.countAll<number>().as('successors'))
      .where('replaces_number', 'is not', null)
      .executeTakeFirstOrThrow();
    expect(successors).toBe(300);
  });

  test('two create the account of their first subscription at once, and both have theirs', async () => {
    await seedInto(db.database, { items: [{ articleNumber: 'PLAN' }, { articleNumber: 'OTHER' }] });
    const add = (item: string) =>
      db.change((session) =>
        addSubscription(session, {
          account: 'NEW',
          item,
          start: '2026-01-01',
          ...PLAIN_SUBSCRIPTION,
          createAccount: true,
        }),
      );
    const added = await Promise.all([add('PLAN'), add('OTHER')]);
    expect(added.map(({ result }) => result.subscription.number).sort()).toEqual([1, 2]);
    expect(added.filter(({ result }) => result.createdAccount !== null)).toHaveLength(1);
  });
});
