import { hasTierctlSchema, type Session } from '../../database/session.ts';
import type { StoredItem, StoredPath } from '../../domain/catalogue/diff/stored-catalogue.ts';
import { collectBy } from '../../domain/collect-by.ts';
import { DEFAULT_PROFILE } from '../../domain/items/item-profile.ts';
import { compareText } from '../../domain/text-order.ts';
import { findAttributes } from '../items/item-attributes.ts';
import { findProfiles } from '../items/item-profiles.ts';
import { findStoredPeriods } from '../items/renewal-periods.ts';
import { findServiceLimits } from '../items/service-limits.ts';
import { type ItemLabels, labelOf } from './item-labels.ts';
import type { Links } from './read-links.ts';

/** Ids of items; only those that are `named` get their renewal periods and service limits. */
export interface SliceItems {
  readonly all: readonly string[];
  readonly named: readonly string[];
}

/** The items of `labels` with their profiles, by article number: all items, or `only` these. */
export async function readItems(
  session: Session,
  links: Links,
  labels: ItemLabels,
  paths: readonly StoredPath[],
  only?: SliceItems,
): Promise<StoredItem[]> {
  const own = hasTierctlSchema(session);
  const periods = await findStoredPeriods(session, only?.named);
  // One query after the other: a transaction has one connection.
  const profiles = await findProfiles(session, only?.all);
  const attributes = own ? await findAttributes(session, only?.all) : undefined;
  const services = own ? await findServiceLimits(session, only?.named) : undefined;
  const extensions = collectBy(
    links.extensions,
    ({ item_id }) => item_id,
    ({ extension_item_id: itemId, maximum_quantity: maximum }) => ({
      itemId,
      item: labelOf(labels, itemId),
      maximum,
    }),
  );
  const products = collectBy(
    links.products,
    ({ package_item_id }) => package_item_id,
    ({ product_item_id: itemId, minimum_quantity: minimum, maximum_quantity: maximum }) => ({
      itemId,
      item: labelOf(labels, itemId),
      minimum,
      maximum,
    }),
  );
  const pathNames = new Map(paths.map(({ id, name }) => [id, name]));
  return [...labels]
    .map(([id, { articleNumber, name }]) => {
      const profile = profiles.get(id);
      const { kind, active, term, defaultPathId } = profile ?? DEFAULT_PROFILE;
      return {
        id,
        articleNumber,
        name,
        hasProfile: profile !== undefined,
        kind,
        active,
        term,
        defaultPathId,
        defaultPath: defaultPathId === null ? null : (pathNames.get(defaultPathId) ?? null),
        renewalPeriods: periods.get(id) ?? [],
        attributes: attributes?.get(id) ?? [],
        services: services?.get(id) ?? [],
        extensions: (extensions.get(id) ?? []).sort(byItem),
        products: (products.get(id) ?? []).sort(byItem),
      };
    })
    .sort(
      (one, other) => compareText(one.articleNumber, other.articleNumber) || compareText(one.id, other.id),
    );
}

function byItem(
  { item: one }: { readonly item: string },
  { item: other }: { readonly item: string },
): number {
  return compareText(one, other);
}
