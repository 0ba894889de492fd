import type { Session } from '../../database/session.ts';
import { bySource, type ProductMapping } from '../../domain/paths/path.ts';
import { insertRows } from '../bulk-rows.ts';
import { itemReference } from '../items/item-reference.ts';

/** The product grid of a path, by source. */
export async function listProductMappings({ db }: Session, pathId: string): Promise<ProductMapping[]> {
  const rows = await db
    .selectFrom('tierctl.path_product as p')
    .leftJoin('billing.item as si', 'si.id', 'p.source_item_id')
    .leftJoin('billing.item as di', 'di.id', 'p.destination_item_id')
    .select([
      'p.source_item_id',
      'si.article_number as source_article_number',
      'si.name as source_name',
      'p.destination_item_id',
      'di.article_number as destination_article_number',
      'di.name as destination_name',
    ])
    .where('p.path_id', '=', pathId)
    .execute();
  const mappings = rows.map((row) => ({
    source: itemReference(row.source_item_id, row.source_article_number, row.source_name),
    destination: itemReference(row.destination_item_id, row.destination_article_number, row.destination_name),
  }));
  return mappings.sort(bySource);
}

/** Replaces the mappings of the path, in two statements. */
export async function replaceProductMappings(
  session: Session,
  pathId: string,
  mappings: readonly ProductMapping[],
): Promise<void> {
  await session.db.deleteFrom('tierctl.path_product').where('path_id', '=', pathId).execute();
  await insertRows(
    session,
    'tierctl.path_product',
    mappings.map(({ source, destination }) => ({
      path_id: pathId,
      source_item_id: source.id,
      destination_item_id: destination.id,
    })),
  );
}
