// Another program goes on calling a subscription by the id that it was given once: the id leads from a subscription that was
// replaced to the last that took over.
import { beforeEach, expect, test } from 'vitest';
import { USAGE_SHAPE } from '../../../src/domain/imports/imported-usage.ts';
import { importSubscriptions } from '../../../src/operations/imports/import-subscriptions.ts';
import { importUsage } from '../../../src/operations/imports/import-usage.ts';
import {
  type AddSubscriptionInput,
  addSubscription,
} from '../../../src/operations/subscriptions/add-subscription.ts';
import { setUsage } from '../../../src/operations/subscriptions/set-usage.ts';
import { showSubscription } from '../../../src/operations/subscriptions/show-subscription.ts';
import { showUsage } from '../../../src/operations/subscriptions/show-usage.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useOwnDatabase } from '../../support/database/use-database.ts';
import { PLAIN_SUBSCRIPTION } from '../../support/inputs.ts';
import { csvOf, problemsOf, recordsOf, STRICT } from '../../support/records.ts';
import { revert } from '../../support/transitions/reverts.ts';
import { run } from '../../support/transitions/runs.ts';

onEveryEngine((engine) => {
  const db = useOwnDatabase(engine);
  const usage = (...lines: readonly string[]) =>
    db
      .change((session) =>
        importUsage(session, {
          ...STRICT,
          file: csvOf(USAGE_SHAPE, 'account,number,externalId,service,amount', ...lines),
        }),
      )
      .then(({ result }) => result);
  const show = (address: string) => db.read((session) => showSubscription(session, { address }));
  const used = async (subscription: string) =>
    (await db.read((session) => showUsage(session, { subscription }))).usage.map(
      ({ usage: amount }) => amount,
    );
  const add = (input: Partial<AddSubscriptionInput>) =>
    db.change((session) =>
      addSubscription(session, {
        ...PLAIN_SUBSCRIPTION,
        account: 'A',
        item: 'MONTH',
        start: '2026-01-01',
        externalId: 'ord-1',
        ...input,
      }),
    );

  /** A/1 goes on from month to month for half a year, B/1 has not moved, C/1 became C/2, which was closed. */
  beforeEach(async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'MONTH', term: 'P1M', defaultPath: 'on' },
        { articleNumber: 'AGAIN', term: 'P1M', defaultPath: 'on again' },
      ],
      paths: [
        { name: 'on', source: 'MONTH', destination: 'AGAIN' },
        { name: 'on again', source: 'AGAIN', destination: 'MONTH' },
      ],
      subscriptions: [
        { account: 'A', item: 'MONTH', start: '2026-01-01', end: '2026-01-31', externalId: 'ord-1' },
        { account: 'A', item: 'MONTH', start: '2026-01-01', path: null },
        { account: 'B', item: 'MONTH', start: '2026-06-01', end: '2026-06-30', externalId: 'ord-1' },
        { account: 'C', item: 'MONTH', start: '2026-01-01', end: '2026-05-31', externalId: 'ord-3' },
      ],
    });
    await run(db.database, { asOf: '2026-06-05' });
    await db.database.kysely
      .updateTable('tierctl.subscription')
      .set({ status: 'ended', end_date: '2026-06-03' })
      .where('account_id', '=', 'C')
      .where('number', '=', 2)
      .execute();
    db.statements.length = 0;
  });

  test('usage goes to the last of the chain, and the import says so', async () => {
    const result = await usage('A,,ord-1,email,5', 'A,,ord-1,ftp,1', 'B,,ord-1,email,2', 'A,2,,email,3');
    expect(result).toMatchObject({
      imported: 4,
      followed: { total: 2, subscriptions: [{ externalId: 'ord-1', from: 'A/1', to: 'A/7' }], more: false },
    });
    expect(await used('A/7')).toEqual([5, 1]);
    expect(await used('A/1')).toEqual([]);
    expect(await used('A/2')).toEqual([3]);
    expect(await used('B/1')).toEqual([2]);
    expect(await usage('A,,ord-1,email,5')).toMatchObject({
      imported: 0,
      unchanged: 1,
      followed: { total: 1 },
    });
    expect(await usage('B,,ord-1,email,3')).toMatchObject({
      followed: { total: 0, subscriptions: [], more: false },
    });
  });

  test('what two ids say of one subscription is said twice', async () => {
    expect(await problemsOf(usage('A,,ord-1,email,5', 'A,7,,email,6'))).toEqual(['3 usage-repeated']);
  });

  test('a number is no id: the refusal names what took over', async () => {
    await expect(usage('A,1,,email,5')).rejects.toMatchObject({
      data: {
        problems: [{ line: 2, code: 'subscription-ended', reason: 'A/1 has ended; A/7 has replaced it' }],
      },
    });
    await expect(usage('C,,ord-3,email,5')).rejects.toMatchObject({
      data: { problems: [{ code: 'subscription-ended', reason: 'C/2 has ended' }] },
    });
    await expect(
      db.change((session) =>
        setUsage(session, { subscription: 'A/1', usage: [{ service: 'email', amount: 1 }] }),
      ),
    ).rejects.toMatchObject({
      code: 'subscription-ended',
      message: 'A/1 has ended; A/7 has replaced it',
      hint: 'see: tierctl subscription show A/7',
    });
  });

  test('it is shown with what it leads to, and with what it belongs to', async () => {
    expect(await show('A/1')).toMatchObject({
      successor: { address: 'A/3' },
      latest: { address: 'A/7' },
      externalIds: [{ externalId: 'ord-1', subscription: 'A/1' }],
    });
    expect(await show('A/7')).toMatchObject({
      subscription: { externalId: null },
      latest: null,
      externalIds: [{ externalId: 'ord-1', subscription: 'A/1' }],
    });
    expect(await show('A/2')).toMatchObject({ latest: null, externalIds: [] });
  });

  test('who adds it again finds the last of the chain', async () => {
    await expect(add({})).rejects.toMatchObject({
      kind: 'conflict',
      code: 'subscription-exists',
      message: 'the external id "ord-1" is already that of A/1; A/7 has replaced it',
    });
    expect((await add({ ifNotExists: true })).result).toMatchObject({
      created: false,
      subscription: { address: 'A/7' },
      replaced: { address: 'A/1' },
    });
    // Where nothing is active any more there is nothing to be led to.
    expect((await add({ account: 'C', externalId: 'ord-3', ifNotExists: true })).result).toMatchObject({
      subscription: { address: 'C/1' },
      replaced: null,
    });
    expect((await add({ account: 'B', ifNotExists: true })).result).toMatchObject({
      subscription: { address: 'B/1' },
      replaced: null,
    });
  });

  test('a file of subscriptions that differs is reported, too', async () => {
    const again = (start: string) =>
      db.change((session) =>
        importSubscriptions(session, {
          ...STRICT,
          createAccounts: false,
          allowInactive: false,
          file: recordsOf({ account: 'A', item: 'MONTH', start, externalId: 'ord-1' }),
        }),
      );
    expect((await again('2026-01-01')).result).toMatchObject({ unchanged: 1 });
    await expect(again('2026-02-01')).rejects.toMatchObject({
      data: {
        problems: [
          {
            reason:
              'the external id "ord-1" is that of A/1, which differs in item, dates or path; A/7 has replaced it',
          },
        ],
      },
    });
  });

  test('a run that is undone takes it back', async () => {
    await revert(db.database, { id: 1, subscription: 'A/5' });
    expect(await show('A/1')).toMatchObject({ latest: { address: 'A/5', status: 'active' } });
    await revert(db.database, { id: 1 });
    expect(await show('A/1')).toMatchObject({ latest: null, subscription: { status: 'active' } });
  });

  test('a thousand records under ids that lead on cost as many statements as two', async () => {
    const statements = async (...lines: readonly string[]) => {
      db.statements.length = 0;
      await usage(...lines);
      return db.statements.length;
    };
    const few = await statements('A,,ord-1,s0,1', 'A,,ord-1,s1,1');
    const many = Array.from({ length: 1_000 }, (_, n) => `A,,ord-1,t${n},1`);
    expect(await statements(...many)).toBe(few);
  });
});
