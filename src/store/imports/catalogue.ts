import type { Session } from '../../database/session.ts';
import type { ImportCatalogue } from '../../domain/imports/import-catalogue.ts';
import { DEFAULT_PROFILE } from '../../domain/items/item-profile.ts';
import { findAttributes } from '../items/item-attributes.ts';
import { itemAsWritten } from '../items/item-reference.ts';
import { findPackageProducts } from '../items/package-products.ts';
import { findPaths } from '../paths/paths.ts';

/** The catalogue as an import judges by it, in a fixed number of queries. */
export async function readImportCatalogue(session: Session): Promise<ImportCatalogue> {
  const rows = await session.db
    .selectFrom('billing.item as i')
    .leftJoin('tierctl.item_profile as f', 'f.item_id', 'i.id')
    .select(['i.id', 'i.article_number', 'i.name', 'f.kind', 'f.active', 'f.term_months', 'f.term_days'])
    .execute();
  const ids = rows.map(({ id }) => id);
  const attributes = await findAttributes(session, ids);
  const products = await findPackageProducts(session, ids);
  const paths = await findPaths(session);
  return {
    items: rows.map((row) => ({
      ...itemAsWritten({ id: row.id, articleNumber: row.article_number, name: row.name }),
      kind: row.kind ?? DEFAULT_PROFILE.kind,
      active: row.active ?? DEFAULT_PROFILE.active,
      term: row.term_months === null ? null : { months: row.term_months, days: row.term_days ?? 0 },
      hasProfile: row.kind !== null,
      attributes: attributes.get(row.id) ?? [],
      products: (products.get(row.id) ?? []).map(({ item, minimum, maximum }) => ({
        itemId: item.id,
        minimum,
        maximum,
      })),
    })),
    paths: paths.map(({ id, name, source }) => ({ id, name, sourceId: source.id })),
  };
}
