// The tables in which statements about moves look up the catalogue. A plan that is not carried out yet replaces them.
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';

/**
 * A table of the catalogue, to be read or joined under an alias. `key` is the value that the statement compares the first column
 * of the table's key with; the table may leave out the rows of other keys.
 */
export type CatalogueTable<Row = unknown> = (key: RawBuilder<unknown>) => RawBuilder<Row>;

type Stored<Table extends keyof Tables> = CatalogueTable<Selectable<Tables[Table]>>;

export interface CatalogueTables {
  /** By item. */
  readonly itemProfile: Stored<'tierctl.item_profile'>;
  /** By id. That of a plan has neither names nor descriptions. */
  readonly path: Stored<'tierctl.path'>;
  /** By path. */
  readonly pathAttribute: Stored<'tierctl.path_attribute'>;
  /** By path. */
  readonly pathProduct: Stored<'tierctl.path_product'>;
  /** By package. */
  readonly packageProduct: Stored<'tierctl.package_product'>;
  /** By the item that allows the extension. */
  readonly itemExtension: Stored<'tierctl.item_extension'>;
  /** By item. */
  readonly serviceLimit: Stored<'tierctl.service_limit'>;
}

/** The stored catalogue. */
export const STORED: CatalogueTables = {
  itemProfile: stored('tierctl.item_profile'),
  path: stored('tierctl.path'),
  pathAttribute: stored('tierctl.path_attribute'),
  pathProduct: stored('tierctl.path_product'),
  packageProduct: stored('tierctl.package_product'),
  itemExtension: stored('tierctl.item_extension'),
  serviceLimit: stored('tierctl.service_limit'),
};

function stored<Table extends keyof Tables>(table: Table): Stored<Table> {
  return () => sql<Selectable<Tables[Table]>>`${sql.table(table)}`;
}
