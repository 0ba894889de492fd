// While a path is created or mapped, another transaction removes what it relies on. One of the two has to fail: a path
// from or to what cannot be an end, or a grid of what is not there, must not come to be.
import { expect, test } from 'vitest';
import type { ItemKind } from '../../../src/domain/items/item.ts';
import { removePackageProduct } from '../../../src/operations/items/change-package-products.ts';
import { setItem } from '../../../src/operations/items/set-item.ts';
import { createPath } from '../../../src/operations/paths/create-path.ts';
import { mapPath } from '../../../src/operations/paths/map-path.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { inTheWay } from '../../support/database/in-the-way.ts';
import { interleave } from '../../support/database/interleave.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { PLAIN_PATH } from '../../support/inputs.ts';

/** Both ends have been looked at by the time that their attributes are read. */
const attributesAreRead = (row: Readonly<Record<string, unknown>>) => row.default_value === null;

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const NEW = {
    name: 'trial ends',
    source: 'TRIAL',
    destination: 'PLAN',
    ...PLAIN_PATH,
  } as const;

  test.each(['TRIAL', 'PLAN'])('%s stays what a path is made of', async (item) => {
    const { items } = await seedInto(db.database, {
      items: [{ articleNumber: 'TRIAL' }, { articleNumber: 'PLAN', attributes: ['domain'] }],
    });
    const become = (kind: ItemKind) => db.change((session) => setItem(session, { item, kind }));
    const { act, other } = inTheWay(() => become('extension'));
    const created = await db.change((session) =>
      createPath(interleave(session, attributesAreRead, act), NEW),
    );
    expect(created.committed).toBe(true);
    expect(await other()).toMatchObject({ kind: 'refused', code: 'kind-in-use' });
    const { kind } = await db.database.kysely
      .selectFrom('tierctl.item_profile')
      .select('kind')
      .where('item_id', '=', items[item] ?? '')
      .executeTakeFirstOrThrow();
    expect(kind).toBe('product');
  });

  test.each(['SMALL', 'LARGE'])('a product stays in %s while it is mapped', async (whole) => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'MAILBOX', attributes: ['address'] },
        { articleNumber: 'SMALL', kind: 'package', products: ['MAILBOX'] },
        { articleNumber: 'LARGE', kind: 'package', products: ['MAILBOX'] },
      ],
      paths: [{ name: 'grows', source: 'SMALL', destination: 'LARGE' }],
    });
    const remove = () =>
      db.change((session) => removePackageProduct(session, { package: whole, product: 'MAILBOX' }));
    const { act, other } = inTheWay(remove);
    const input = {
      path: 'grows',
      map: [],
      unmap: [],
      mapProducts: [{ source: 'MAILBOX', destination: 'MAILBOX' }],
      unmapProducts: [],
      mapMatching: false,
    };
    const mapped = await db.change((session) => mapPath(interleave(session, attributesAreRead, act), input));
    expect(mapped).toMatchObject({ committed: true, result: { path: { products: [{}] } } });
    expect(await other()).toMatchObject({ kind: 'refused', code: 'product-in-use' });
  });
});
