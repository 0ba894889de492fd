import { expect, test } from 'vitest';
import { listAccounts, streamAccounts } from '../../src/operations/accounts/list-accounts.ts';
import { listAudit, streamAudit } from '../../src/operations/administration/list-audit.ts';
import { listItems, streamItems } from '../../src/operations/items/list-items.ts';
import {
  listSubscriptions,
  streamSubscriptions,
} from '../../src/operations/subscriptions/list-subscriptions.ts';
import { listHistory, streamHistory } from '../../src/operations/transitions/list-history.ts';
import { inOrder, streamRows } from '../../src/store/keyset.ts';
import { seedInto } from '../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../support/database/engines.ts';
import { useDatabase } from '../support/database/use-database.ts';
import { run } from '../support/transitions/runs.ts';

const MANY = 1_000;

onEveryEngine((engine) => {
  const db = useDatabase(engine);

  const seed = () =>
    seedInto(db.database, {
      items: [
        { articleNumber: 'TRIAL', defaultPath: 'trial ends' },
        { articleNumber: 'PLAN', term: 'P1M' },
        { articleNumber: 'a-plan', active: false },
      ],
      paths: [{ name: 'trial ends', source: 'TRIAL', destination: 'PLAN' }],
      subscriptions: Array.from({ length: 30 }, (_, n) => ({
        account: `${n % 2 === 0 ? 'acc' : 'ACC'}-${n % 7}`,
        item: n % 5 === 0 ? 'PLAN' : 'TRIAL',
        start: '2026-01-01',
        end: n % 3 === 0 ? null : `2026-02-0${1 + (n % 9)}`,
      })),
    });

  async function all<Row>(portions: AsyncIterable<readonly Row[]>): Promise<Row[]> {
    const rows: Row[] = [];
    for await (const portion of portions) rows.push(...portion);
    return rows;
  }

  test('a streamed list is the paged list, row by row', async () => {
    await seed();
    await run(db.database, { asOf: '2026-02-15' });
    await db.read(async (session) => {
      const none = { account: undefined, item: undefined, status: undefined, dueBefore: undefined };
      for (const wanted of [
        none,
        { ...none, dueBefore: '2027-01-01' },
        { ...none, status: 'ended' as const },
        { ...none, account: 'ACC-1', item: 'PLAN' },
      ]) {
        const { subscriptions } = await listSubscriptions(session, { ...wanted, limit: MANY });
        expect(await all(streamSubscriptions(session, wanted))).toEqual(subscriptions);
        expect(subscriptions.length).toBeGreaterThan(0);
      }
      const { accounts } = await listAccounts(session, { limit: MANY });
      expect(await all(streamAccounts(session))).toEqual(accounts);
      const everything = { path: undefined, account: undefined, subscription: undefined, run: undefined };
      const { transitions } = await listHistory(session, { ...everything, limit: MANY });
      expect(transitions.length).toBeGreaterThan(10);
      expect(await all(streamHistory(session, everything))).toEqual(transitions);
      const { audit } = await listAudit(session, { since: undefined, limit: MANY });
      expect(audit.length).toBeGreaterThan(0);
      expect(await all(streamAudit(session, { since: undefined }))).toEqual(audit);
      for (const active of [undefined, true]) {
        const { items } = await listItems(session, { kind: undefined, active });
        expect(await all(streamItems(session, { kind: undefined, active }))).toEqual(items);
      }
    });
  });

  test.each([1, 2, 7, 30, 31])(
    'in pages of %i no row comes twice or is left out, in either direction',
    async (page) => {
      await seed();
      await db.read(async ({ db: connection }) => {
        const query = connection
          .selectFrom('tierctl.subscription')
          .select(['account_id', 'number', 'start_date']);
        for (const descending of [{}, { descending: true as const }]) {
          const key = [
            { column: 'start_date', member: 'start_date' as const },
            { column: 'account_id', member: 'account_id' as const, ...descending },
            { column: 'number', member: 'number' as const },
          ];
          const portions = streamRows(query, key, page);
          expect(await all(portions)).toEqual(await inOrder(query, key).execute());
        }
      });
    },
  );
});
