// The grids of a path, and what they can name on either side.
import type { Session } from '../../database/session.ts';
import type { ItemReference } from '../../domain/items/item.ts';
import { DEFAULT_PROFILE } from '../../domain/items/item-profile.ts';
import type { GridProduct, GridSide, GridSides } from '../../domain/paths/grid-side.ts';
import type { MappedPath, Path } from '../../domain/paths/path.ts';
import { findAttributes } from '../items/item-attributes.ts';
import { findProfiles } from '../items/item-profiles.ts';
import { findPackageProducts } from '../items/package-products.ts';
import { listMappings, replaceMappings } from './path-attributes.ts';
import { listProductMappings, replaceProductMappings } from './path-products.ts';

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

/** Replaces the grids of a path. */
export async function replaceGrids(session: Session, path: MappedPath): Promise<void> {
  await replaceMappings(session, path.id, path.attributes);
  await replaceProductMappings(session, path.id, path.products);
}
