import type { AuditedResult } from '../../database/audited-result.ts';
import { newId } from '../../database/new-ids.ts';
import type { Session } from '../../database/session.ts';
import { parseDate } from '../../domain/calendar.ts';
import { rowsBetweenPaths } from '../../domain/catalogue/diff/path-rows.ts';
import type { MappingPair } from '../../domain/items/attribute-mapping.ts';
import { changeGrids, NO_CHANGE } from '../../domain/paths/change-grids.ts';
import { checkPathName, type MappedPath, type OverLimitPolicy } from '../../domain/paths/path.ts';
import { checkNotToItself, checkPathEnd } from '../../domain/paths/path-end.ts';
import type { PathLosses } from '../../domain/paths/path-losses.ts';
import { type PathWarning, pathWarnings } from '../../domain/paths/path-outcome.ts';
import { pathExists } from '../../domain/paths/problems.ts';
import { checkWindow } from '../../domain/paths/window.ts';
import { checkText } from '../../domain/written-text.ts';
import { writeCatalogue } from '../../store/catalogue/write-catalogue.ts';
import { holdProfiles } from '../../store/items/item-profiles.ts';
import { requireItem } from '../../store/items/items.ts';
import { claimName } from '../../store/names-beside.ts';
import { readGridSides, withGrids } from '../../store/paths/grids.ts';
import { findPath } from '../../store/paths/paths.ts';
import { readLosses } from './read-losses.ts';

export interface CreatePathInput {
  readonly name: string;
  /** Article number or UUID. */
  readonly source: string;
  readonly destination: string;
  /** First and last day of the window, both included; undefined is open. */
  readonly from: string | undefined;
  readonly until: string | undefined;
  /** Attributes: `name`, or `PRODUCT:name` where it is one of a product in the package. */
  readonly map: readonly MappingPair[];
  /** Products of the source package and the products that they become in the destination package. */
  readonly mapProducts: readonly MappingPair[];
  /** Also map the products that both packages have, and attributes of the same name at both ends, if their types allow it. */
  readonly mapMatching: boolean;
  readonly description: string | undefined;
  readonly overLimit: OverLimitPolicy;
  /** Keep an existing path with that name unchanged, instead of failing. */
  readonly ifNotExists: boolean;
  /** Create it even if another path has a name that looks like this one. */
  readonly allowSimilar?: boolean | undefined;
}

export interface CreatePathResult {
  readonly path: MappedPath;
  readonly created: boolean;
  readonly warnings: readonly PathWarning[];
  /** What it does not carry over, regardless of what its subscriptions hold. */
  readonly takesAway: PathLosses;
}

/**
 * Creates a path that nothing follows yet. Throws `usage` (`bad-path-name`, `bad-date`), `not-found` (item, attribute),
 * `conflict` (`path-exists`, `similar-name`, `attribute-mapped-twice`, `product-mapped-twice`, `changed-meanwhile`), `refused`
 * (`path-to-itself`, `item-inactive`, `path-kind-unsupported`, `window-reversed`, `attribute-types-differ`,
 * `product-not-in-package`, `product-grid-not-between-packages`).
 */
export async function createPath(
  session: Session,
  input: CreatePathInput,
): Promise<AuditedResult<CreatePathResult>> {
  const name = checkPathName(input.name);
  const existing = await findPath(session, name);
  if (existing !== undefined) {
    if (!input.ifNotExists) throw pathExists(name);
    const path = await withGrids(session, existing);
    const takesAway = await readLosses(session, await readGridSides(session, path), path);
    return { result: { path, created: false, warnings: [], takesAway }, audit: undefined };
  }
  await claimName(session, 'path', { name, allowSimilar: input.allowSimilar });
  const window = {
    effectiveFrom: input.from === undefined ? null : parseDate(input.from),
    effectiveUntil: input.until === undefined ? null : parseDate(input.until),
  };
  checkWindow(window);
  const source = await requireItem(session, input.source);
  const destination = await requireItem(session, input.destination);
  checkNotToItself(source, destination);
  // Held, so that no other transaction changes the kind of either end or removes a product from it at the same time; both at
  // once, because of the order of locks.
  const profileOf = await holdProfiles(session, [source.id, destination.id]);
  checkPathEnd('source', source, profileOf(source.id));
  checkPathEnd('destination', destination, profileOf(destination.id));
  const sides = await readGridSides(session, { source, destination });
  const { map, mapProducts, mapMatching: matching } = input;
  const nothing = { attributes: [], products: [] };
  const grids = changeGrids(sides, nothing, { ...NO_CHANGE, map, mapProducts, matching });
  const path: MappedPath = {
    id: newId(session),
    name,
    source,
    destination,
    ...window,
    overLimit: input.overLimit,
    description: input.description === undefined ? null : checkText('description', input.description),
    isDefault: false,
    ...grids,
  };
  // Nothing follows it yet, so it has no effect.
  await writeCatalogue(session, rowsBetweenPaths(undefined, path));
  const takesAway = await readLosses(session, sides, grids);
  return {
    result: { path, created: true, warnings: pathWarnings(sides, grids), takesAway },
    audit: { before: null, after: path },
  };
}
