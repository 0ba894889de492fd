import { attributeKey } from '../../paths/attribute-holder.ts';
import type { CatalogueMapping, CataloguePath, CatalogueProductMapping } from '../catalogue.ts';
import type { CatalogueChange, FieldChange, PartChange, UnlistedPart } from './catalogue-plan.ts';
import type { CatalogueRows, MappingRow, PathTerms } from './catalogue-rows.ts';
import type { Differences } from './diff-groups.ts';
import type { KnownCatalogue, KnownPath } from './known-catalogue.ts';
import { partChange, partDifferences } from './part-changes.ts';
import { writeDestination, writeSource } from './written-parts.ts';

/** How the paths of the file differ; adds to `rows` what makes the database match. */
export function diffPaths(known: KnownCatalogue, prune: boolean, rows: CatalogueRows): Differences {
  const changes: CatalogueChange[] = [];
  const unlisted: UnlistedPart[] = [];
  for (const one of known.paths.values()) {
    if (one.described === undefined) continue;
    const { path, stored } = one;
    const fields = fieldChanges(path, stored);
    const parts = [...mappingChanges(one, known, rows), ...productChanges(one, known, rows)];
    pathRows(one, known, rows);
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

function pathRows({ id, path, stored }: KnownPath, { items }: KnownCatalogue, rows: CatalogueRows): void {
  if (stored === undefined) {
    const [source, destination] = [items.get(path.source), items.get(path.destination)];
    if (source === undefined || destination === undefined) return;
    const { name } = path;
    rows.paths.added.push({ id, name, sourceId: source.id, destinationId: destination.id, ...ruleOf(path) });
  } else if (JSON.stringify(ruleOf(stored)) !== JSON.stringify(ruleOf(path))) {
    rows.paths.changed.push({ id, before: ruleOf(stored), after: ruleOf(path) });
  }
}

function ruleOf({ effectiveFrom, effectiveUntil, overLimit, description }: PathTerms): PathTerms {
  return { effectiveFrom, effectiveUntil, overLimit, description };
}

function mappingChanges(one: KnownPath, known: KnownCatalogue, rows: CatalogueRows): PartChange[] {
  const { path, stored } = one;
  // Keyed by destination and by the item that the value comes from, like the table.
  const key = ({ source, destination }: CatalogueMapping) => `${attributeKey(destination)} ${source.item}`;
  const changes = partDifferences(
    stored?.map ?? [],
    path.map,
    key,
    (before, after) => before.source.attribute === after.source.attribute,
  );
  for (const { before, after } of changes) {
    const rowOf = (mapping: CatalogueMapping): MappingRow[] => {
      const [source, destination] = [
        known.items.get(mapping.source.item),
        known.items.get(mapping.destination.item),
      ];
      if (source === undefined || destination === undefined) return [];
      return [
        {
          pathId: one.id,
          sourceId: source.id,
          sourceAttribute: mapping.source.attribute,
          destinationId: destination.id,
          destinationAttribute: mapping.destination.attribute,
        },
      ];
    };
    if (before !== undefined) rows.mappings.removed.push(...rowOf(before));
    if (after !== undefined) rows.mappings.added.push(...rowOf(after));
  }
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

function productChanges(one: KnownPath, { items }: KnownCatalogue, rows: CatalogueRows): PartChange[] {
  const changes = partDifferences(
    one.stored?.products ?? [],
    one.path.products,
    ({ source }: CatalogueProductMapping) => source,
    (before, after) => before.destination === after.destination,
  );
  for (const { before, after } of changes) {
    const rowOf = (mapping: CatalogueProductMapping) => {
      const [source, destination] = [items.get(mapping.source), items.get(mapping.destination)];
      if (source === undefined || destination === undefined) return [];
      return [{ pathId: one.id, sourceId: source.id, destinationId: destination.id }];
    };
    if (before !== undefined) rows.productMappings.removed.push(...rowOf(before));
    if (after !== undefined) rows.productMappings.added.push(...rowOf(after));
  }
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
