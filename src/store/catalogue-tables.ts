// The tables in which statements about moves look up the catalogue. A plan that is not carried out yet replaces them.
import { type RawBuilder, sql } from 'kysely';

export interface CatalogueTables {
  readonly itemProfile: RawBuilder<unknown>;
  readonly path: RawBuilder<unknown>;
  readonly pathAttribute: RawBuilder<unknown>;
  readonly pathProduct: RawBuilder<unknown>;
  readonly packageProduct: RawBuilder<unknown>;
  readonly itemExtension: RawBuilder<unknown>;
  readonly serviceLimit: RawBuilder<unknown>;
}

/** The stored catalogue. */
export const STORED: CatalogueTables = {
  itemProfile: sql`tierctl.item_profile`,
  path: sql`tierctl.path`,
  pathAttribute: sql`tierctl.path_attribute`,
  pathProduct: sql`tierctl.path_product`,
  packageProduct: sql`tierctl.package_product`,
  itemExtension: sql`tierctl.item_extension`,
  serviceLimit: sql`tierctl.service_limit`,
};
