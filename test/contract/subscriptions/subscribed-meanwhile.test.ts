// While a subscription is added, another transaction changes the kind of its item. One of the two has to fail: no account may
// subscribe to what is an extension by then.
import { expect, test } from 'vitest';
import { recordFileOf } from '../../../src/cli/record-files/open-record-file.ts';
import { SUBSCRIPTION_SHAPE } from '../../../src/domain/imports/imported-subscription.ts';
import type { ItemKind } from '../../../src/domain/items/item.ts';
import { TierctlError } from '../../../src/domain/tierctl-error.ts';
import { importSubscriptions } from '../../../src/operations/imports/import-subscriptions.ts';
import { setItem } from '../../../src/operations/items/set-item.ts';
import {
  type AddSubscriptionInput,
  addSubscription,
} from '../../../src/operations/subscriptions/add-subscription.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { inTheWay } from '../../support/database/in-the-way.ts';
import { interleave } from '../../support/database/interleave.ts';
import { useOwnDatabase } from '../../support/database/use-database.ts';
import { PLAIN_SUBSCRIPTION } from '../../support/inputs.ts';

/** Once these have been read, the item has been judged. */
const attributesAreRead = (row: Readonly<Record<string, unknown>>) => row.default_value === null;

const NEW: AddSubscriptionInput = {
  account: 'A',
  item: 'PLAN',
  start: '2026-01-01',
  ...PLAIN_SUBSCRIPTION,
  createAccount: true,
};

onEveryEngine((engine) => {
  const db = useOwnDatabase(engine);

  test('an item keeps its kind while a subscription to it is added', async () => {
    await seedInto(db.database, { items: [{ articleNumber: 'PLAN', attributes: ['domain'] }] });
    const kind: ItemKind = 'extension';
    const become = () => db.change((session) => setItem(session, { item: 'PLAN', kind }));
    const { act, other } = inTheWay(become);
    const added = await db.change((session) =>
      addSubscription(interleave(session, attributesAreRead, act), NEW),
    );
    expect(added.committed).toBe(true);
    expect(await other()).toMatchObject({ kind: 'refused', code: 'kind-in-use' });
  });

  test('no item of an import becomes an extension before it has ended', async () => {
    await seedInto(db.database, { items: [{ articleNumber: 'PLAN', attributes: ['domain'] }] });
    const become = () => db.change((session) => setItem(session, { item: 'PLAN', kind: 'extension' }));
    const { act, other } = inTheWay(become);
    const file = recordFileOf('in.csv', 'account,item,start\nA,PLAN,2026-01-01\n', SUBSCRIPTION_SHAPE);
    const imported = await db
      .change((session) =>
        importSubscriptions(interleave(session, attributesAreRead, act), {
          file,
          skipInvalid: undefined,
          onProgress: () => undefined,
          createAccounts: true,
          allowInactive: false,
        }),
      )
      .catch((error: unknown) => error);
    const gaveWay = [imported, await other()].filter((outcome) => outcome instanceof TierctlError);
    expect(gaveWay).toHaveLength(1);
    // Where there is one connection, or the other takes long to begin, the import comes first.
    expect(['changed-meanwhile', 'kind-in-use']).toContain(gaveWay[0]?.code);
  });
});
