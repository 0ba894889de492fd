import type { MappedPath } from '../../paths/path.ts';
import {
  type CatalogueRows,
  type MappingRow,
  noRows,
  type PathTerms,
  type Replaced,
} from './catalogue-rows.ts';

/** A path with its grids, as its rows hold it. */
export interface PathInRows extends PathTerms {
  readonly id: string;
  readonly sourceId: string;
  readonly destinationId: string;
  readonly mappings: readonly MappingRow[];
  readonly productMappings: CatalogueRows['productMappings']['added'];
}

/** Adds to `rows` what turns one into the other; undefined where there is no path before or after. */
export function addPathRows(
  rows: CatalogueRows,
  before: PathInRows | undefined,
  after: PathInRows | undefined,
): void {
  if (before === undefined && after !== undefined) {
    const { id, sourceId, destinationId } = after;
    rows.paths.added.push({ id, sourceId, destinationId, ...termsOf(after) });
  } else if (before !== undefined && after === undefined) {
    rows.paths.removed.push({ id: before.id, ...termsOf(before) });
  } else if (before !== undefined && after !== undefined) {
    const [was, is] = [termsOf(before), termsOf(after)];
    if (JSON.stringify(was) !== JSON.stringify(is))
      rows.paths.changed.push({ id: after.id, before: was, after: is });
  }
  replace(rows.mappings, before?.mappings, after?.mappings);
  replace(rows.productMappings, before?.productMappings, after?.productMappings);
}

/** The rows that turn one path into the other. */
export function rowsBetweenPaths(
  before: MappedPath | undefined,
  after: MappedPath | undefined,
): CatalogueRows {
  const rows = noRows();
  addPathRows(rows, before && inRows(before), after && inRows(after));
  return rows;
}

function inRows(path: MappedPath): PathInRows {
  const pathId = path.id;
  return {
    ...path,
    sourceId: path.source.id,
    destinationId: path.destination.id,
    mappings: path.attributes.map(({ source, destination }) => ({
      pathId,
      sourceId: source.item.id,
      sourceAttribute: source.attribute,
      destinationId: destination.item.id,
      destinationAttribute: destination.attribute,
    })),
    productMappings: path.products.map(({ source, destination }) => ({
      pathId,
      sourceId: source.id,
      destinationId: destination.id,
    })),
  };
}

function termsOf({ name, effectiveFrom, effectiveUntil, overLimit, description }: PathTerms): PathTerms {
  return { name, effectiveFrom, effectiveUntil, overLimit, description };
}

/** Leaves out rows that do not change. */
function replace<Row>(
  { added, removed }: Replaced<Row>,
  before: readonly Row[] = [],
  after: readonly Row[] = [],
): void {
  const [was, is] = [before, after].map((list) => new Set(list.map((row) => JSON.stringify(row))));
  removed.push(...before.filter((row) => is?.has(JSON.stringify(row)) !== true));
  added.push(...after.filter((row) => was?.has(JSON.stringify(row)) !== true));
}
