import { attributeKey } from '../../paths/attribute-holder.ts';
import type { CatalogueMapping, CataloguePath, CatalogueProductMapping } from '../catalogue.ts';
import type { CatalogueChange, FieldChange, PartChange, UnlistedPart } from './catalogue-plan.ts';
import type { CatalogueRows } from './catalogue-rows.ts';
import type { Differences } from './diff-groups.ts';
import type { KnownCatalogue, KnownPath } from './known-catalogue.ts';
import { partChange, partDifferences } from './part-changes.ts';
import { addPathRows, type PathInRows } from './path-rows.ts';
import { writeDestination, writeSource } from './written-parts.ts';

/** How the paths of the file differ; adds to `rows` what makes the database match. */
export function diffPaths(known: KnownCatalogue, prune: boolean, rows: CatalogueRows): Differences {
  const changes: CatalogueChange[] = [];
  const unlisted: UnlistedPart[] = [];
  for (const one of known.paths.values()) {
    if (one.described === undefined) continue;
    const { path, stored } = one;
    const fields = fieldChanges(path, stored);
    const parts = [...mappingChanges(one), ...productChanges(one)];
    addPathRows(rows, stored && inRows({ id: one.id, path: stored }, known), inRows(one, known));
    if (!prune) unlisted.push(...unlistedParts(one));
    if (stored !== undefined && fields.length === 0 && parts.length === 0) continue;
    changes.push({
      action: stored === undefined ? 'add' : 'change',
      type: 'path',
      name: path.name,
      fields,
      parts,
    });
  }
  return { changes, unlisted };
}

function fieldChanges(path: CataloguePath, stored: CataloguePath | undefined): FieldChange[] {
  const texts = (one: CataloguePath) => ({
    source: one.source,
    destination: one.destination,
    from: one.effectiveFrom,
    until: one.effectiveUntil,
    overLimit: one.overLimit,
    description: one.description,
  });
  const before = stored === undefined ? undefined : texts(stored);
  return Object.entries(texts(path)).flatMap(([field, after]) => {
    const was = before?.[field as keyof typeof before] ?? null;
    const usual = before === undefined && (after === null || (field === 'overLimit' && after === 'block'));
    return was === after || usual ? [] : [{ field, before: was, after }];
  });
}

/** Undefined where an item of the path is gone; its mappings of items that are gone are left out. */
function inRows(
  { id, path }: { readonly id: string; readonly path: CataloguePath },
  { items }: KnownCatalogue,
): PathInRows | undefined {
  const idOf = (name: string) => items.get(name)?.id;
  const [sourceId, destinationId] = [idOf(path.source), idOf(path.destination)];
  if (sourceId === undefined || destinationId === undefined) return undefined;
  return {
    ...path,
    id,
    sourceId,
    destinationId,
    mappings: path.map.flatMap(({ source, destination }) => {
      const [from, to] = [idOf(source.item), idOf(destination.item)];
      if (from === undefined || to === undefined) return [];
      return [
        {
          pathId: id,
          sourceId: from,
          sourceAttribute: source.attribute,
          destinationId: to,
          destinationAttribute: destination.attribute,
        },
      ];
    }),
    productMappings: path.products.flatMap(({ source, destination }) => {
      const [from, to] = [idOf(source), idOf(destination)];
      return from === undefined || to === undefined
        ? []
        : [{ pathId: id, sourceId: from, destinationId: to }];
    }),
  };
}

function mappingChanges({ path, stored }: KnownPath): PartChange[] {
  // Keyed by destination and by the item that the value comes from, like the table.
  const key = ({ source, destination }: CatalogueMapping) => `${attributeKey(destination)} ${source.item}`;
  const changes = partDifferences(
    stored?.map ?? [],
    path.map,
    key,
    (before, after) => before.source.attribute === after.source.attribute,
  );
  return changes.map(({ before, after }) => {
    const shown = after ?? before;
    return partChange(
      'mapping',
      shown === undefined ? '' : writeDestination(path, shown),
      before && writeSource(path, before),
      after && writeSource(path, after),
    );
  });
}

function productChanges({ path, stored }: KnownPath): PartChange[] {
  const changes = partDifferences(
    stored?.products ?? [],
    path.products,
    ({ source }: CatalogueProductMapping) => source,
    (before, after) => before.destination === after.destination,
  );
  return changes.map(({ name, before, after }) =>
    partChange('product mapping', name, before?.destination, after?.destination),
  );
}

function unlistedParts({ path, unlisted }: KnownPath): UnlistedPart[] {
  const of = { type: 'path', name: path.name } as const;
  return [
    ...unlisted.map.map((mapping) => ({
      of,
      type: 'mapping' as const,
      name: writeDestination(path, mapping),
      value: writeSource(path, mapping),
    })),
    ...unlisted.products.map(({ source, destination }) => ({
      of,
      type: 'product mapping' as const,
      name: source,
      value: destination,
    })),
  ];
}
