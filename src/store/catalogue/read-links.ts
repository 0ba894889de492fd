// The rows that connect items: paths with their grids, packages with their products, items with what extends them.
import { hasTierctlSchema, type Session } from '../../database/session.ts';
import type {
  ItemExtensionTable,
  PackageProductTable,
  PathAttributeTable,
  PathProductTable,
  PathTable,
} from '../../database/tables.ts';
import { wantedIds } from '../items/wanted-ids.ts';

export interface Links {
  readonly paths: readonly PathTable[];
  readonly mappings: readonly PathAttributeTable[];
  readonly productMappings: readonly PathProductTable[];
  readonly products: readonly PackageProductTable[];
  readonly extensions: readonly ItemExtensionTable[];
}

const NO_LINKS: Links = {
  paths: [],
  mappings: [],
  productMappings: [],
  products: [],
  extensions: [],
};

/** All of them, or those of these items: paths that name one of them anywhere, each with its whole grids. */
export async function readLinks(session: Session, around?: readonly string[]): Promise<Links> {
  if (!hasTierctlSchema(session) || around?.length === 0) return NO_LINKS;
  const { db } = session;
  const items = wantedIds(session, around ?? []);
  const paths = await db
    .selectFrom('tierctl.path')
    .selectAll()
    .$if(around !== undefined, (query) =>
      query.where(({ or, eb, selectFrom }) =>
        or([
          eb('source_item_id', 'in', items),
          eb('destination_item_id', 'in', items),
          ...(['tierctl.path_attribute', 'tierctl.path_product'] as const).map((grid) =>
            eb(
              'id',
              'in',
              selectFrom(grid)
                .select('path_id')
                .where((row) =>
                  row.or([row('source_item_id', 'in', items), row('destination_item_id', 'in', items)]),
                ),
            ),
          ),
          eb(
            'id',
            'in',
            selectFrom('tierctl.item_profile').select('default_path_id').where('item_id', 'in', items),
          ),
        ]),
      ),
    )
    .execute();
  const ids = wantedIds(
    session,
    paths.map(({ id }) => id),
  );
  return {
    paths,
    mappings: await db
      .selectFrom('tierctl.path_attribute')
      .selectAll()
      .$if(around !== undefined, (query) => query.where('path_id', 'in', ids))
      .execute(),
    productMappings: await db
      .selectFrom('tierctl.path_product')
      .selectAll()
      .$if(around !== undefined, (query) => query.where('path_id', 'in', ids))
      .execute(),
    products: await db
      .selectFrom('tierctl.package_product')
      .selectAll()
      .$if(around !== undefined, (query) =>
        query.where(({ or, eb }) =>
          or([eb('package_item_id', 'in', items), eb('product_item_id', 'in', items)]),
        ),
      )
      .execute(),
    extensions: await db
      .selectFrom('tierctl.item_extension')
      .selectAll()
      .$if(around !== undefined, (query) =>
        query.where(({ or, eb }) => or([eb('item_id', 'in', items), eb('extension_item_id', 'in', items)])),
      )
      .execute(),
  };
}
