// While somebody is given a subscription, somebody else changes what it is judged by, or does the same. Nobody may subscribe
// to what is an extension by then, and nobody may fail because they were two.
import { expect, test } from 'vitest';
import type { ItemKind } from '../../src/domain/item.ts';
import { type AddSubscriptionInput, addSubscription } from '../../src/operations/add-subscription.ts';
import { setItem } from '../../src/operations/set-item.ts';
import { seedInto } from '../support/catalogue.ts';
import { onEveryEngine } from '../support/engines.ts';
import { inTheWay } from '../support/in-the-way.ts';
import { meanwhile } from '../support/meanwhile.ts';
import { useDatabase } from '../support/use-database.ts';

/** Once these have been read, the item has been judged. */
const attributesAreRead = (row: Readonly<Record<string, unknown>>) => row.default_value === null;

const NEW: AddSubscriptionInput = {
  account: 'A',
  item: 'PLAN',
  start: '2026-01-01',
  end: undefined,
  path: undefined,
  apply: undefined,
  fromDate: undefined,
  attributes: [],
  externalId: undefined,
  createAccount: true,
  ifNotExists: false,
};

onEveryEngine((engine) => {
  const db = useDatabase(engine);

  test('an item stays what it is while somebody subscribes to it', async () => {
    await seedInto(db.database, { items: [{ articleNumber: 'PLAN', attributes: ['domain'] }] });
    const kind: ItemKind = 'extension';
    const become = () => db.change((session) => setItem(session, { item: 'PLAN', kind }));
    const { act, other } = inTheWay(become);
    const added = await db.change((session) =>
      addSubscription(meanwhile(session, attributesAreRead, act), NEW),
    );
    expect(added.committed).toBe(true);
    expect(await other()).toMatchObject({ kind: 'refused', code: 'kind-in-use' });
  });

  test('two create the account of their first subscription at once, and both have theirs', async () => {
    await seedInto(db.database, { items: [{ articleNumber: 'PLAN' }, { articleNumber: 'OTHER' }] });
    const add = (item: string) => db.change((session) => addSubscription(session, { ...NEW, item }));
    const added = await Promise.all([add('PLAN'), add('OTHER')]);
    expect(added.map(({ result }) => result.subscription.number).sort()).toEqual([1, 2]);
    expect(added.filter(({ result }) => result.createdAccount !== null)).toHaveLength(1);
  });
});
