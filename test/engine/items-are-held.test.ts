// A catalogue that is edited and subscriptions to its items: who waits for whom, and that runs wait for neither.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AuditedResult } from '../../src/database/audited-result.ts';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import type { Session } from '../../src/database/session.ts';
import { parseTarget } from '../../src/database/target/target.ts';
import { setItem } from '../../src/operations/items/set-item.ts';
import { setServiceLimits } from '../../src/operations/items/set-service-limits.ts';
import { createPath } from '../../src/operations/paths/create-path.ts';
import { mapPath } from '../../src/operations/paths/map-path.ts';
import { addSubscription } from '../../src/operations/subscriptions/add-subscription.ts';
import { claimProfiles, holdProfiles } from '../../src/store/items/item-profiles.ts';
import { findItems } from '../../src/store/items/items.ts';
import { seedInto } from '../support/catalogue/catalogue.ts';
import { onEveryServer } from '../support/database/engines.ts';
import { useDatabase } from '../support/database/use-database.ts';
import { PLAIN_PATH, PLAIN_SUBSCRIPTION, SAME_GRIDS } from '../support/inputs.ts';
import { run } from '../support/transitions/runs.ts';

type Work = (session: Session) => Promise<AuditedResult<unknown>>;

/** Rows that subscriptions and transitions refer to. */
const REFERRED_TO =
  /^\s*update\s+["[]?(tierctl|public|dbo)["\]]?\.["[]?(item_profile|path|account|item)["\]]/i;

onEveryServer((engine) => {
  const db = useDatabase(engine);
  let other: Database;
  let impatient: Database;
  beforeAll(async () => {
    other = await openDatabase(parseTarget(db.url ?? ''));
    impatient = await openDatabase(parseTarget(db.url ?? ''), { lockTimeoutMs: 500 });
  });
  afterAll(async () => {
    await other.close();
    await impatient.close();
  });
  beforeEach(() =>
    seedInto(db.database, {
      items: [
        { articleNumber: 'TRIAL', defaultPath: 'trial ends' },
        { articleNumber: 'PLAN', attributes: ['domain'] },
      ],
      paths: [{ name: 'trial ends', source: 'TRIAL', destination: 'PLAN' }],
      subscriptions: [{ account: 'A', item: 'TRIAL', start: '2026-01-01', end: '2026-01-31' }],
    }),
  );

  const add =
    (account: string): Work =>
    (session) =>
      addSubscription(session, {
        account,
        item: 'PLAN',
        start: '2026-01-01',
        ...PLAIN_SUBSCRIPTION,
        createAccount: true,
      });
  const become: Work = (session) => setItem(session, { item: 'PLAN', kind: 'extension' });
  const limit: Work = (session) =>
    setServiceLimits(session, { item: 'PLAN', limits: [{ service: 'email', amount: 3 }] });
  const map: Work = (session) => mapPath(session, { path: 'trial ends', ...SAME_GRIDS });
  const create: Work = (session) =>
    createPath(session, { name: 'another', source: 'TRIAL', destination: 'PLAN', ...PLAIN_PATH });

  /** What `first` has done is not committed while `second` works. */
  const during = async <Result>(
    first: (session: Session) => Promise<unknown>,
    second: () => Promise<Result>,
  ): Promise<Result> => {
    const transaction = await other.kysely.startTransaction().execute();
    try {
      await first({ db: transaction, dialect: other.dialect });
      return await second();
    } finally {
      await transaction.rollback().execute();
    }
  };
  const inTime = <Result>(work: (session: Session) => Promise<Result>): Promise<Result> =>
    impatient.kysely
      .transaction()
      .execute((transaction) => work({ db: transaction, dialect: impatient.dialect }));

  test.each([
    ['a new subscription', add('B')],
    ['a new path', create],
  ])('%s lets others subscribe to the item', async (_what, first) => {
    await expect(during(first, () => inTime(add('C')))).resolves.toMatchObject({ result: { created: true } });
  });

  test.each([
    ['a new subscription', add('B'), become],
    ['a new path', create, become],
    ['a changed limit', limit, add('B')],
    ['a changed grid', map, add('B')],
  ])('%s and an edit of the item wait for each other', async (_what, first, second) => {
    await expect(during(first, () => inTime(second))).rejects.toMatchObject({ code: 'lock-timeout' });
  });

  test.each([
    ['claimed', claimProfiles],
    ['held', holdProfiles],
  ])('a run does not wait for items that are %s', async (_how, take) => {
    const items = await db.read(findItems);
    const ids = items.map(({ id }) => id);
    const made = await during(
      (session) => take(session, ids),
      () => run(impatient, { asOf: '2026-02-01' }),
    );
    expect(made).toMatchObject({ moved: { total: 1 }, failed: { total: 0 } });
  });

  test('no row that runs refer to is updated to claim it', async () => {
    db.statements.length = 0;
    for (const work of [add('B'), limit, map, create]) await db.change(work);
    expect(db.statements.length).toBeGreaterThan(10);
    expect(db.statements.map(({ sql }) => sql).filter((sql) => REFERRED_TO.test(sql))).toEqual([]);
  });
});
