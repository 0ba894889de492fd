import { beforeEach, describe, expect, test } from 'vitest';
import { listAudit } from '../../../src/operations/administration/list-audit.ts';
import {
  type AddPackageProductInput,
  addPackageProduct,
  removePackageProduct,
  type UpdatePackageProductInput,
  updatePackageProduct,
} from '../../../src/operations/items/change-package-products.ts';
import { listPackageProducts } from '../../../src/operations/items/list-package-products.ts';
import { setItem } from '../../../src/operations/items/set-item.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { dryRun } from '../../support/dry-run.ts';

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const adding = (product: string, rest: Partial<AddPackageProductInput> = {}): AddPackageProductInput => ({
    package: 'GOLD',
    product,
    minimum: 1,
    maximum: null,
    ifNotExists: false,
    ...rest,
  });
  const add = (product: string, rest?: Partial<AddPackageProductInput>) =>
    db.change((session) => addPackageProduct(session, adding(product, rest)));
  const update = (product: string, rest: Partial<UpdatePackageProductInput>) =>
    db.change((session) => updatePackageProduct(session, { package: 'GOLD', product, ...rest }));
  const remove = (product: string, from = 'GOLD') =>
    db.change((session) => removePackageProduct(session, { package: from, product }));
  const contents = async (name = 'GOLD') =>
    (await db.read((session) => listPackageProducts(session, { package: name }))).products.map(
      ({ item, minimum, maximum }) => `${item.articleNumber} ${minimum}..${maximum ?? ''}`,
    );

  beforeEach(() =>
    seedInto(db.database, {
      items: [
        { articleNumber: 'GOLD', kind: 'package' },
        { articleNumber: 'SILVER', kind: 'package' },
        { articleNumber: 'MAILBOX', attributes: ['address'] },
        { articleNumber: 'DATABASE' },
        { articleNumber: 'OLD', active: false },
        { articleNumber: 'EXTRA', kind: 'extension' },
      ],
    }),
  );

  test('products are put in, changed and taken out, each change audited', async () => {
    await add('MAILBOX', { maximum: 50 });
    const { result } = await add('DATABASE', { minimum: 0 });
    expect(result.before.products).toHaveLength(1);
    expect(result.item.products).toMatchObject([
      { item: { articleNumber: 'DATABASE', name: 'DATABASE' }, minimum: 0, maximum: null },
      { item: { articleNumber: 'MAILBOX' }, minimum: 1, maximum: 50 },
    ]);
    await update('MAILBOX', { minimum: 2 });
    expect(await contents()).toEqual(['DATABASE 0..', 'MAILBOX 2..50']);
    await update('MAILBOX', { maximum: null });
    await update('DATABASE', { minimum: 1000, maximum: 1000 });
    expect(await contents()).toEqual(['DATABASE 1000..1000', 'MAILBOX 2..']);
    await remove('DATABASE');
    expect(await contents()).toEqual(['MAILBOX 2..']);
    expect(await contents('SILVER')).toEqual([]);
    const { audit } = await db.read((session) => listAudit(session, { since: undefined, limit: 100 }));
    // All at the same moment here, so in any order.
    const counts = audit.map(({ before, after }) => `${countIn(before)} → ${countIn(after)}`);
    expect(counts.sort()).toEqual(['0 → 1', '1 → 2', '2 → 1', '2 → 2', '2 → 2', '2 → 2']);
  });

  test('a dry run leaves all as it was', async () => {
    await dryRun(db.database, (session) => addPackageProduct(session, adding('MAILBOX')));
    await add('MAILBOX');
    await dryRun(db.database, (session) =>
      updatePackageProduct(session, { package: 'GOLD', product: 'MAILBOX', minimum: 0, maximum: 4 }),
    );
    await dryRun(db.database, (session) =>
      removePackageProduct(session, { package: 'GOLD', product: 'MAILBOX' }),
    );
  });

  test('once is enough', async () => {
    await add('MAILBOX', { maximum: 5 });
    await expect(add('MAILBOX')).rejects.toMatchObject({ kind: 'conflict', code: 'product-in-package' });
    expect(await add('MAILBOX', { ifNotExists: true })).toMatchObject({ changed: false });
    expect(await update('MAILBOX', { minimum: 1, maximum: 5 })).toMatchObject({ changed: false });
    expect(await contents()).toEqual(['MAILBOX 1..5']);
  });

  test('packages are made of active products', async () => {
    const refused = async (work: Promise<unknown>, code: string, message: string) => {
      await expect(work).rejects.toMatchObject({ kind: 'refused', code, message });
    };
    await refused(add('EXTRA'), 'item-not-product', 'EXTRA is an extension; a package is made of products');
    await refused(add('SILVER'), 'item-not-product', 'SILVER is a package; a package is made of products');
    await refused(add('GOLD'), 'product-is-package', 'GOLD cannot be in itself');
    await refused(add('OLD'), 'item-inactive', 'OLD is not active');
    const inProduct = add('DATABASE', { package: 'MAILBOX' });
    await refused(inProduct, 'item-not-package', 'MAILBOX is a product, not a package');
    await refused(contents('EXTRA'), 'item-not-package', 'EXTRA is an extension, not a package');
    await add('MAILBOX');
    await refused(
      update('MAILBX', { minimum: 1 }),
      'product-not-in-package',
      'the package GOLD has no product "MAILBX"; did you mean MAILBOX?',
    );
    await expect(remove('DATABASE')).rejects.toMatchObject({ code: 'product-not-in-package' });
    await expect(add('DATABSE')).rejects.toMatchObject({ code: 'item-not-found' });
    await expect(update('MAILBOX', { maximum: 0 })).rejects.toMatchObject({
      kind: 'usage',
      code: 'bad-product-quantity',
      message: 'the maximum 0 is below the minimum 1',
    });
    await expect(add('DATABASE', { maximum: 1001 })).rejects.toMatchObject({ code: 'bad-product-quantity' });
  });

  test('what is in a package keeps its kind, and so does the package', async () => {
    const become = (item: string, kind: 'product' | 'package') =>
      db.change((session) => setItem(session, { item, kind }));
    await add('MAILBOX');
    await expect(become('MAILBOX', 'package')).rejects.toMatchObject({
      code: 'kind-in-use',
      message: 'MAILBOX cannot become a package: it is in the package "GOLD"',
    });
    await expect(become('GOLD', 'product')).rejects.toMatchObject({
      message: 'GOLD cannot become a product: it is made of the product "MAILBOX"',
    });
    await seedInto(db.database, {
      subscriptions: [
        {
          account: 'A',
          item: 'GOLD',
          start: '2026-01-01',
          end: '2026-01-31',
          status: 'ended',
          components: [{ item: 'MAILBOX', status: 'ended', end: '2026-01-31' }],
        },
      ],
    });
    await remove('MAILBOX');
    await expect(become('MAILBOX', 'package')).rejects.toMatchObject({
      message: 'MAILBOX cannot become a package: 1 component is an instance of it',
    });
    await become('GOLD', 'product');
  });

  describe('what relies on a product', () => {
    beforeEach(async () => {
      await add('MAILBOX');
      await add('MAILBOX', { package: 'SILVER' });
      await add('DATABASE', { minimum: 0 });
    });

    const stays = (work: Promise<unknown>, message: string) =>
      expect(work).rejects.toMatchObject({ kind: 'refused', code: 'product-in-use', message });

    test('paths keep it in the package that they start at or lead to', async () => {
      await seedInto(db.database, {
        paths: [
          {
            name: 'down',
            source: 'GOLD',
            destination: 'SILVER',
            products: { MAILBOX: 'MAILBOX' },
            map: { 'MAILBOX:address': 'MAILBOX:address' },
          },
          { name: 'up', source: 'MAILBOX', destination: 'GOLD', map: { address: 'MAILBOX:address' } },
        ],
      });
      await stays(
        remove('MAILBOX'),
        'MAILBOX cannot be removed from GOLD: its instances are carried over by the path "down"; ' +
          'its attributes are carried over by the paths "down", "up"',
      );
      await stays(
        remove('MAILBOX', 'SILVER'),
        'MAILBOX cannot be removed from SILVER: its instances are carried over by the path "down"; ' +
          'its attributes are carried over by the path "down"',
      );
      await remove('DATABASE');
    });

    test('a path from the product itself does not', async () => {
      await seedInto(db.database, {
        items: [{ articleNumber: 'PLAN', attributes: ['address'] }],
        paths: [
          { name: 'out', source: 'MAILBOX', destination: 'PLAN', map: { address: 'address' } },
          { name: 'in', source: 'PLAN', destination: 'MAILBOX', map: { address: 'address' } },
        ],
      });
      await remove('MAILBOX');
    });

    test('active components of active subscriptions keep it, and as many as they are', async () => {
      const mailboxes = (count: number) => Array.from({ length: count }, () => ({ item: 'MAILBOX' }));
      await seedInto(db.database, {
        subscriptions: [
          { account: 'A', item: 'GOLD', start: '2026-01-01', components: mailboxes(3) },
          {
            account: 'B',
            item: 'GOLD',
            start: '2026-01-01',
            components: [
              ...mailboxes(2),
              { item: 'MAILBOX', status: 'ended', end: '2026-01-31' },
              { item: 'MAILBOX', status: 'ended', end: '2026-01-31' },
              { item: 'DATABASE', status: 'ended', end: '2026-01-31' },
            ],
          },
          {
            account: 'B',
            item: 'GOLD',
            start: '2025-01-01',
            end: '2025-12-31',
            status: 'ended',
            components: mailboxes(9),
          },
        ],
      });
      await stays(
        remove('MAILBOX'),
        'MAILBOX cannot be removed from GOLD: 2 active subscriptions have instances of it',
      );
      await stays(
        update('MAILBOX', { maximum: 2 }),
        'GOLD cannot have at most 2 of MAILBOX: a subscription to it has 3',
      );
      await update('MAILBOX', { maximum: 3 });
      // It applies to new subscriptions: existing ones get no more, and other changes of those with fewer are not refused.
      await update('MAILBOX', { minimum: 3 });
      await remove('DATABASE');
      await remove('MAILBOX', 'SILVER');
      expect(await contents()).toEqual(['MAILBOX 3..3']);
    });
  });
});

function countIn(item: unknown): number {
  return (item as { products: unknown[] }).products.length;
}
