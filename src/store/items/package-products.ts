import type { Session } from '../../database/session.ts';
import { collectBy } from '../../domain/collect-by.ts';
import { byArticleNumber, type PackageProduct } from '../../domain/items/package-product.ts';
import { itemReference } from './item-reference.ts';
import { wantedIds } from './wanted-ids.ts';

/** The products in each of the given packages, by article number; an item that has none is left out. */
export async function findPackageProducts(
  session: Session,
  packageIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PackageProduct[]>> {
  const rows = await session.db
    .selectFrom('tierctl.package_product as p')
    .leftJoin('billing.item as i', 'i.id', 'p.product_item_id')
    .select([
      'p.package_item_id',
      'p.product_item_id',
      'i.article_number',
      'i.name',
      'p.minimum_quantity',
      'p.maximum_quantity',
    ])
    .where('p.package_item_id', 'in', wantedIds(session, packageIds))
    .execute();
  const products = collectBy(
    rows,
    ({ package_item_id }) => package_item_id,
    (row): PackageProduct => ({
      item: itemReference(row.product_item_id, row.article_number, row.name),
      minimum: row.minimum_quantity,
      maximum: row.maximum_quantity,
    }),
  );
  for (const own of products.values()) own.sort(byArticleNumber);
  return products;
}
