import { pathStartsElsewhere } from '../paths/problems.ts';
import type { ImportItem, ImportPath, NamedThings } from './import-catalogue.ts';
import type { ListedRecord } from './listed-subscription.ts';
import { badValue, missingValue } from './problems.ts';
import { type RecordValues, readText } from './record-values.ts';

/** Which path an imported subscription follows. */
export interface ImportedPath {
  readonly pathRule: 'default' | 'override' | 'none';
  /** The path of an override; null also where a list could not name it, because a pending change takes precedence. */
  readonly pathId: string | null;
}

const DEFAULT: ImportedPath = { pathRule: 'default', pathId: null };
const NONE: ImportedPath = { pathRule: 'none', pathId: null };

/**
 * `path`, or `path.rule` and `path.name` as lists have them. Throws `usage` (`bad-value`, `missing-value`), `not-found`, `refused`
 * (`path-starts-elsewhere`).
 */
export function importedPath(
  values: RecordValues,
  item: ImportItem,
  items: NamedThings<ImportItem>,
  paths: NamedThings<ImportPath>,
  { unlessThere }: ListedRecord,
): ImportedPath {
  const text = readText(values, 'path');
  const rule = readText(values, 'path.rule');
  if (rule === undefined) {
    if (values['path.name'] !== undefined) {
      throw missingValue('"path.rule" is missing beside "path.name"');
    }
    if (text === undefined) return DEFAULT;
    return text === 'none' ? NONE : override(text, item, items, paths);
  }
  if (text !== undefined) {
    throw badValue('"path" and "path.rule" say the same: remove one');
  }
  // For a default it is the item's own path: following that is no decision of the subscription.
  if (rule === 'default') return DEFAULT;
  if (rule === 'none') return NONE;
  if (rule !== 'override') {
    throw badValue(`"path.rule" must be default, override or none, not "${rule}"`);
  }
  const name = readText(values, 'path.name');
  if (name !== undefined) return override(name, item, items, paths);
  unlessThere(() => {
    throw missingValue('"path.name" is missing: name the path that overrides');
  });
  return { pathRule: 'override', pathId: null };
}

function override(
  name: string,
  item: ImportItem,
  items: NamedThings<ImportItem>,
  paths: NamedThings<ImportPath>,
): ImportedPath {
  const path = paths.require(name);
  if (path.sourceId === item.id) return { pathRule: 'override', pathId: path.id };
  const source = items.byId(path.sourceId)?.articleNumber ?? path.sourceId;
  throw pathStartsElsewhere(path.name, source, item.articleNumber);
}
