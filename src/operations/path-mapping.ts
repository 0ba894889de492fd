// The two sides of a path's mapping grid, as create, update and show need them.
import type { Session } from '../database/session.ts';
import { type ItemWithAttributes, type MappingPair, mappingGrid } from '../domain/attribute-mapping.ts';
import type { ItemReference } from '../domain/item.ts';
import { type AttributeMapping, byDestination } from '../domain/path.ts';
import { listAttributes } from '../store/item-attributes.ts';

export interface MappingSides {
  readonly source: ItemWithAttributes;
  readonly destination: ItemWithAttributes;
}

export async function mappingSides(
  session: Session,
  source: ItemReference,
  destination: ItemReference,
): Promise<MappingSides> {
  const attributes = await listAttributes(session, [source.id, destination.id]);
  const side = (item: ItemReference) => ({
    item,
    attributes: attributes.filter(({ itemId }) => itemId === item.id).map(({ itemId: _, ...own }) => own),
  });
  return { source: side(source), destination: side(destination) };
}

/** Mappings in their one order. */
export function toMappings(
  { source, destination }: MappingSides,
  pairs: readonly MappingPair[],
): AttributeMapping[] {
  const mappings = pairs.map((pair) => ({
    source: { item: source.item, attribute: pair.source },
    destination: { item: destination.item, attribute: pair.destination },
  }));
  return mappings.sort(byDestination);
}

/** Names of the attributes that the destination requires and that neither a mapping nor a default fills. */
export function unfilledAttributes(
  { source, destination }: MappingSides,
  mappings: readonly AttributeMapping[],
): string[] {
  return mappingGrid(source.attributes, destination.attributes, mappings)
    .filter(({ missing }) => missing)
    .map((row) => row.destination.name);
}
