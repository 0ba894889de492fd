import { hasTierctlSchema, type Session } from '../../database/session.ts';
import {
  type LintedPath,
  type LintedPaths,
  NO_PATHS,
} from '../../domain/administration/lint/paths/linted-paths.ts';
import { collectBy } from '../../domain/collect-by.ts';
import type { ItemReference } from '../../domain/items/item.ts';
import { DEFAULT_PROFILE } from '../../domain/items/item-profile.ts';
import { findAttributes } from '../items/item-attributes.ts';
import { findProfiles } from '../items/item-profiles.ts';
import { findPackageProducts } from '../items/package-products.ts';
import { findPaths } from '../paths/paths.ts';

/** Every path with the facts that the rules check of it and of its items; always eight queries. */
export async function readLintedPaths(session: Session): Promise<LintedPaths> {
  if (!hasTierctlSchema(session)) return NO_PATHS;
  const paths = await findPaths(session);
  const overrides = await countOverrides(session);
  const used = await listUsed(session);
  const mapped = await listMapped(session);
  const grids = await listGrids(session);
  const destinations = paths.map(({ destination }) => destination.id);
  const products = await findPackageProducts(session, [...new Set(destinations)]);
  const profiles = await findProfiles(session);
  const holders = [
    ...paths.map(({ source }) => source.id),
    ...destinations,
    ...[...products.values()].flatMap((those) => those.map(({ item }) => item.id)),
  ];
  const attributes = await findAttributes(session, [...new Set(holders)]);
  return {
    list: paths.map(
      (path): LintedPath => ({
        ...path,
        overrides: overrides.get(path.id) ?? 0,
        used: used.has(path.id),
        mapped: mapped.get(path.id) ?? [],
        products: grids.get(path.id) ?? [],
      }),
    ),
    profileOf: ({ id }: ItemReference) => profiles.get(id) ?? DEFAULT_PROFILE,
    attributesOf: ({ id }: ItemReference) => attributes.get(id) ?? [],
    productsOf: ({ id }: ItemReference) => products.get(id) ?? [],
  };
}

/** The number of active subscriptions that override their default with each path. */
async function countOverrides({ db }: Session): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('tierctl.subscription')
    .select(['path_id', ({ fn }) => fn.countAll<number>().as('count')])
    .where('path_id', 'is not', null)
    .where('status', '=', 'active')
    .groupBy('path_id')
    .execute();
  return new Map(rows.flatMap(({ path_id, count }) => (path_id === null ? [] : [[path_id, count]])));
}

/** The paths that subscriptions, ended ones included, or the history name: looked up by index for each path. */
async function listUsed({ db }: Session): Promise<Set<string>> {
  const rows = await db
    .selectFrom('tierctl.path as p')
    .select('p.id')
    .where(({ or, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('tierctl.subscription as s').select('s.path_id').whereRef('s.path_id', '=', 'p.id'),
        ),
        exists(selectFrom('tierctl.transition as t').select('t.path_id').whereRef('t.path_id', '=', 'p.id')),
      ]),
    )
    .execute();
  return new Set(rows.map(({ id }) => id));
}

async function listMapped({ db }: Session): Promise<Map<string, LintedPath['mapped'][number][]>> {
  const rows = await db
    .selectFrom('tierctl.path_attribute')
    .select(['path_id', 'destination_item_id', 'destination_attribute'])
    .execute();
  return collectBy(
    rows,
    ({ path_id }) => path_id,
    (row) => ({ itemId: row.destination_item_id, attribute: row.destination_attribute }),
  );
}

async function listGrids({ db }: Session): Promise<Map<string, LintedPath['products'][number][]>> {
  const rows = await db
    .selectFrom('tierctl.path_product')
    .select(['path_id', 'source_item_id', 'destination_item_id'])
    .execute();
  return collectBy(
    rows,
    ({ path_id }) => path_id,
    (row) => ({ sourceId: row.source_item_id, destinationId: row.destination_item_id }),
  );
}
