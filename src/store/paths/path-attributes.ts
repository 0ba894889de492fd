import type { Session } from '../../database/session.ts';
import { type AttributeMapping, byDestination } from '../../domain/paths/path.ts';
import { insertRows } from '../bulk-rows.ts';
import { itemReference } from '../items/item-reference.ts';

/** The attribute grid of a path, by destination. */
export async function listMappings({ db }: Session, pathId: string): Promise<AttributeMapping[]> {
  const rows = await db
    .selectFrom('tierctl.path_attribute as a')
    .leftJoin('billing.item as si', 'si.id', 'a.source_item_id')
    .leftJoin('billing.item as di', 'di.id', 'a.destination_item_id')
    .select([
      'a.source_item_id',
      'si.article_number as source_article_number',
      'si.name as source_name',
      'a.source_attribute',
      'a.destination_item_id',
      'di.article_number as destination_article_number',
      'di.name as destination_name',
      'a.destination_attribute',
    ])
    .where('a.path_id', '=', pathId)
    .execute();
  const mappings = rows.map((row) => ({
    source: {
      item: itemReference(row.source_item_id, row.source_article_number, row.source_name),
      attribute: row.source_attribute,
    },
    destination: {
      item: itemReference(row.destination_item_id, row.destination_article_number, row.destination_name),
      attribute: row.destination_attribute,
    },
  }));
  return mappings.sort(byDestination);
}

/** Replaces the mappings of the path, in two statements. */
export async function replaceMappings(
  session: Session,
  pathId: string,
  mappings: readonly AttributeMapping[],
): Promise<void> {
  await session.db.deleteFrom('tierctl.path_attribute').where('path_id', '=', pathId).execute();
  await insertRows(
    session,
    'tierctl.path_attribute',
    mappings.map(({ source, destination }) => ({
      path_id: pathId,
      source_item_id: source.item.id,
      source_attribute: source.attribute,
      destination_item_id: destination.item.id,
      destination_attribute: destination.attribute,
    })),
  );
}
