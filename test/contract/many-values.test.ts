// One thing with more values than SQL Server takes parameters (2,100) or rows in one VALUES (1,000). Rows go as JSON, so that the
// number of parameters does not depend on them.
import { describe, expect, test } from 'vitest';
import { setSubscription } from '../../src/operations/subscriptions/set-subscription.ts';
import { setUsage } from '../../src/operations/subscriptions/set-usage.ts';
import { findItems } from '../../src/store/items/items.ts';
import { clearPendingChange, savePendingChange } from '../../src/store/subscriptions/pending-changes.ts';
import { listValues } from '../../src/store/subscriptions/subscription-attributes.ts';
import { listExtensions, saveExtensions } from '../../src/store/subscriptions/subscription-extensions.ts';
import { listUsage } from '../../src/store/subscriptions/usage.ts';
import { seedInto } from '../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../support/database/engines.ts';
import { useOwnDatabase } from '../support/database/use-database.ts';

const MANY = 1_100;
/** The largest number of parameters that a statement may have, however many values there are. */
const MOST = 40;

const numbered = (prefix: string) => Array.from({ length: MANY }, (_, at) => `${prefix}${at}`);
const ADDRESS = { account: 'ACC', number: 1 };

onEveryEngine((engine) => {
  const db = useOwnDatabase(engine);

  describe('a subscription with very many values', () => {
    test('is written in statements of few parameters', async () => {
      await seedInto(db.database, {
        items: [
          { articleNumber: 'BOX', attributes: numbered('a').map((name) => ({ name })) },
          ...numbered('EXT-').map((articleNumber) => ({ articleNumber, kind: 'extension' as const })),
        ],
        subscriptions: [{ account: 'ACC', item: 'BOX', start: '2026-01-01' }],
      });
      const items = await db.read(findItems);
      const extensions = items
        .filter(({ articleNumber }) => articleNumber.startsWith('EXT-'))
        .map((item) => ({ item, quantity: 2 }));
      const usage = numbered('s').map((service) => ({ service, amount: 3 }));
      const attributes = numbered('a').map((name) => ({ name, value: `value of ${name}` }));
      const box = items.find(({ articleNumber }) => articleNumber === 'BOX');
      expect(extensions).toHaveLength(MANY);
      db.statements.length = 0;

      for (const _ of ['written', 'written again'])
        await db.change((session) => setUsage(session, { subscription: 'ACC/1', usage }));
      await db.change((session) =>
        setSubscription(session, { subscription: 'ACC/1', attributes, removeAttributes: [] }),
      );
      const settled = await db.change(async (session) => {
        for (const _ of ['written', 'written again']) await saveExtensions(session, ADDRESS, extensions);
        await savePendingChange(session, ADDRESS, {
          itemId: box?.id ?? '',
          on: '2026-02-01',
          extensions,
          terminations: usage,
          attributes: Object.fromEntries(attributes.map(({ name, value }) => [name, value])),
          keepsEnd: false,
        });
        await clearPendingChange(session, ADDRESS);
        return { result: await listExtensions(session, ADDRESS), audit: { before: null, after: null } };
      });

      const most = Math.max(...db.statements.map(({ sql }) => new Set(sql.match(/[$@]\d+\b/g)).size));
      expect(most).toBeLessThan(MOST);
      expect(settled.result).toHaveLength(MANY);
      expect(await db.read((session) => listUsage(session, ADDRESS))).toHaveLength(MANY);
      expect(Object.keys(await db.read((session) => listValues(session, ADDRESS)))).toHaveLength(MANY);
    });
  });
});
