// The tables in which statements about moves look up the catalogue. A plan that is not carried out yet replaces them.
import { type RawBuilder, sql } from 'kysely';

/**
 * A table of the catalogue, to be read or joined under an alias. `key` is the value that the statement compares the first column
 * of the table's key with; the table may leave out the rows of other keys.
 */
export type CatalogueTable = (key: RawBuilder<unknown>) => RawBuilder<unknown>;

export interface CatalogueTables {
  /** By item. */
  readonly itemProfile: CatalogueTable;
  /** By id. */
  readonly path: CatalogueTable;
  /** By path. */
  readonly pathAttribute: CatalogueTable;
  /** By path. */
  readonly pathProduct: CatalogueTable;
  /** By package. */
  readonly packageProduct: CatalogueTable;
  /** By the item that allows the extension. */
  readonly itemExtension: CatalogueTable;
  /** By item. */
  readonly serviceLimit: CatalogueTable;
}

/** The stored catalogue. */
export const STORED: CatalogueTables = {
  itemProfile: () => sql`tierctl.item_profile`,
  path: () => sql`tierctl.path`,
  pathAttribute: () => sql`tierctl.path_attribute`,
  pathProduct: () => sql`tierctl.path_product`,
  packageProduct: () => sql`tierctl.package_product`,
  itemExtension: () => sql`tierctl.item_extension`,
  serviceLimit: () => sql`tierctl.service_limit`,
};
