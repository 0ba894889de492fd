import { beforeEach, expect, test } from 'vitest';
import type { ItemKind } from '../../../src/domain/items/item.ts';
import { setItem } from '../../../src/operations/items/set-item.ts';
import { type Seeded, seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const set = (item: string, kind: ItemKind) => db.change((session) => setItem(session, { item, kind }));
  let ids: Seeded['items'];
  const id = (articleNumber: string): string => ids[articleNumber] ?? '';

  beforeEach(async () => {
    const seeded = await seedInto(db.database, {
      items: [
        { articleNumber: 'TRIAL' },
        { articleNumber: 'PLAN' },
        { articleNumber: 'SPARE' },
        { articleNumber: 'SOLD' },
        { articleNumber: 'BUNDLE', kind: 'package' },
        { articleNumber: 'EXTRA', kind: 'extension' },
      ],
      paths: [{ name: 'trial ends', source: 'TRIAL', destination: 'PLAN' }],
      subscriptions: [
        { account: 'A', item: 'SOLD', start: '2026-01-01' },
        { account: 'B', item: 'SOLD', start: '2026-01-01', end: '2026-01-31', status: 'ended' },
      ],
    });
    ids = seeded.items;
  });

  test('what nothing holds on to changes its kind, and back', async () => {
    expect(await set('SPARE', 'package')).toMatchObject({ result: { item: { kind: 'package' } } });
    expect(await set('SPARE', 'extension')).toMatchObject({ result: { item: { kind: 'extension' } } });
    expect(await set('SPARE', 'product')).toMatchObject({ result: { item: { kind: 'product' } } });
  });

  test('setting the same kind is no change, whatever depends on it', async () => {
    expect(await set('TRIAL', 'product')).toMatchObject({ changed: false });
  });

  const refuses = async (item: string, kind: ItemKind, message: string) => {
    await expect(set(item, kind)).rejects.toMatchObject({ kind: 'refused', code: 'kind-in-use', message });
  };

  test('an end of a path stays what it is, on either side', async () => {
    await refuses('TRIAL', 'package', 'TRIAL cannot become a package: it is an end of the path "trial ends"');
    await refuses(
      'PLAN',
      'extension',
      'PLAN cannot become an extension: it is an end of the path "trial ends"',
    );
  });

  test('what is subscribed to, or will be, stays what it is', async () => {
    await refuses('SOLD', 'package', 'SOLD cannot become a package: 1 active subscription is to it');
    await db.database.kysely
      .updateTable('tierctl.subscription')
      .set({ change_item_id: id('SPARE'), change_on: '2026-02-01' })
      .where('account_id', '=', 'A')
      .execute();
    await refuses('SPARE', 'package', 'SPARE cannot become a package: 1 subscription waits to change to it');
  });

  test('so do packages and what is in them', async () => {
    await db.database.kysely
      .insertInto('tierctl.package_product')
      .values({
        package_item_id: id('BUNDLE'),
        product_item_id: id('SPARE'),
        minimum_quantity: 1,
        maximum_quantity: null,
      })
      .execute();
    await refuses('BUNDLE', 'product', 'BUNDLE cannot become a product: it is made of the product "SPARE"');
    await refuses('SPARE', 'package', 'SPARE cannot become a package: it is in the package "BUNDLE"');
  });

  test('so do extensions and what they extend', async () => {
    const { kysely } = db.database;
    await kysely
      .insertInto('tierctl.item_extension')
      .values({ item_id: id('SPARE'), extension_item_id: id('EXTRA'), maximum_quantity: null })
      .execute();
    await kysely
      .insertInto('tierctl.subscription_extension')
      .values({ account_id: 'B', subscription_number: 1, extension_item_id: id('EXTRA'), quantity: 2 })
      .execute();
    await refuses(
      'EXTRA',
      'product',
      'EXTRA cannot become a product: it may extend the item "SPARE"; 1 subscription has it',
    );
    await refuses(
      'SPARE',
      'extension',
      'SPARE cannot become an extension: it may be extended by the item "EXTRA"',
    );
    expect(await set('SPARE', 'package')).toMatchObject({ result: { item: { kind: 'package' } } });
  });
});
