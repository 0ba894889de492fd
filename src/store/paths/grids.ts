// The grids of a path, and what they can name on either side.
import type { Session } from '../../database/session.ts';
import type { ItemReference } from '../../domain/items/item.ts';
import { DEFAULT_PROFILE } from '../../domain/items/item-profile.ts';
import type { GridProduct, GridSide, GridSides } from '../../domain/paths/grid-side.ts';
import {
  type AttributeMapping,
  byDestination,
  bySource,
  type MappedPath,
  type Path,
  type ProductMapping,
} from '../../domain/paths/path.ts';
import { findAttributes } from '../items/item-attributes.ts';
import { findProfiles } from '../items/item-profiles.ts';
import { itemReference } from '../items/item-reference.ts';
import { findPackageProducts } from '../items/package-products.ts';

/** Both sides of a path, in three queries. */
export async function readGridSides(
  session: Session,
  { source, destination }: Pick<Path, 'source' | 'destination'>,
): Promise<GridSides> {
  const ends = [source.id, destination.id];
  const profiles = await findProfiles(session, ends);
  const products = await findPackageProducts(session, ends);
  const inside = [...products.values()].flatMap((those) => those.map(({ item }) => item.id));
  const attributes = await findAttributes(session, [...new Set([...ends, ...inside])]);
  const attributesOf = ({ id }: ItemReference) => attributes.get(id) ?? [];
  const side = (item: ItemReference): GridSide => ({
    item,
    kind: (profiles.get(item.id) ?? DEFAULT_PROFILE).kind,
    attributes: attributesOf(item),
    products: (products.get(item.id) ?? []).map(
      (product): GridProduct => ({ ...product, attributes: attributesOf(product.item) }),
    ),
  });
  return { source: side(source), destination: side(destination) };
}

export async function withGrids(session: Session, path: Path): Promise<MappedPath> {
  const attributes = await listMappings(session, path.id);
  return { ...path, attributes, products: await listProductMappings(session, path.id) };
}

/** The attribute grid of a path, by destination. */
async function listMappings({ db }: Session, pathId: string): Promise<AttributeMapping[]> {
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

/** The product grid of a path, by source. */
async function listProductMappings({ db }: Session, pathId: string): Promise<ProductMapping[]> {
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
