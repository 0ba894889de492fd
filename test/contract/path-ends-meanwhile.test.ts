// While a path is being made, somebody else makes one of its ends another kind. One of the two has to give way: a path from
// or to what cannot be an end must not come to be.
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { ItemKind } from '../../src/domain/item.ts';
import { createPath } from '../../src/operations/create-path.ts';
import { setItem } from '../../src/operations/set-item.ts';
import { seedInto } from '../support/catalogue.ts';
import { onEveryEngine } from '../support/engines.ts';
import { meanwhile } from '../support/meanwhile.ts';
import { useDatabase } from '../support/use-database.ts';

/** Long enough for a change that nobody holds up. */
const A_WHILE_MS = 500;

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const NEW = {
    name: 'trial ends',
    source: 'TRIAL',
    destination: 'PLAN',
    from: undefined,
    until: undefined,
    map: [],
    mapProducts: [],
    mapMatching: false,
    description: undefined,
    overLimit: 'block',
    ifNotExists: false,
  } as const;

  test.each(['TRIAL', 'PLAN'])('%s stays what a path is made of', async (item) => {
    const { items } = await seedInto(db.database, {
      items: [{ articleNumber: 'TRIAL' }, { articleNumber: 'PLAN', attributes: ['domain'] }],
    });
    const become = (kind: ItemKind) => db.change((session) => setItem(session, { item, kind }));
    let other: Promise<unknown> = Promise.resolve();
    // Both ends are checked by the time that their attributes are read.
    const attributesAreRead = (row: Readonly<Record<string, unknown>>) => row.default_value === null;
    const created = await db.change((session) =>
      createPath(
        meanwhile(session, attributesAreRead, async () => {
          other = become('extension').then(
            () => 'changed',
            (error: unknown) => error,
          );
          await Promise.race([other, setTimeout(A_WHILE_MS)]);
        }),
        NEW,
      ),
    );
    expect(created.committed).toBe(true);
    expect(await other).toMatchObject({ kind: 'refused', code: 'kind-in-use' });
    const { kind } = await db.database.kysely
      .selectFrom('tierctl.item_profile')
      .select('kind')
      .where('item_id', '=', items[item] ?? '')
      .executeTakeFirstOrThrow();
    expect(kind).toBe('product');
  });
});
