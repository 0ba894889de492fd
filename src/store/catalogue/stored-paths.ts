import type { CatalogueMapping, CatalogueProductMapping } from '../../domain/catalogue/catalogue.ts';
import type { StoredPath } from '../../domain/catalogue/diff/stored-catalogue.ts';
import { collectBy } from '../../domain/collect-by.ts';
import { attributeKey } from '../../domain/paths/attribute-holder.ts';
import { compareText } from '../../domain/text-order.ts';
import { type ItemLabels, labelOf } from './item-labels.ts';
import type { Links } from './read-links.ts';

/** The paths with their grids, by name. */
export function toPaths({ paths, mappings, productMappings }: Links, labels: ItemLabels): StoredPath[] {
  const label = (id: string) => labelOf(labels, id);
  const maps = collectBy(
    mappings,
    ({ path_id }) => path_id,
    (row): CatalogueMapping => ({
      source: { item: label(row.source_item_id), attribute: row.source_attribute },
      destination: { item: label(row.destination_item_id), attribute: row.destination_attribute },
    }),
  );
  const products = collectBy(
    productMappings,
    ({ path_id }) => path_id,
    (row): CatalogueProductMapping => ({
      source: label(row.source_item_id),
      destination: label(row.destination_item_id),
    }),
  );
  return paths
    .map((row) => ({
      id: row.id,
      name: row.name,
      sourceId: row.source_item_id,
      destinationId: row.destination_item_id,
      source: label(row.source_item_id),
      destination: label(row.destination_item_id),
      effectiveFrom: row.effective_from,
      effectiveUntil: row.effective_until,
      overLimit: row.over_limit_policy,
      description: row.description,
      map: (maps.get(row.id) ?? []).sort(byDestination),
      products: (products.get(row.id) ?? []).sort((one, other) => compareText(one.source, other.source)),
    }))
    .sort((one, other) => compareText(one.name, other.name));
}

function byDestination(one: CatalogueMapping, other: CatalogueMapping): number {
  return (
    compareText(attributeKey(one.destination), attributeKey(other.destination)) ||
    compareText(attributeKey(one.source), attributeKey(other.source))
  );
}
