import { isDeepStrictEqual } from 'node:util';
import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { rowsBetweenPaths } from '../../domain/catalogue/diff/path-rows.ts';
import type { MappingPair } from '../../domain/items/attribute-mapping.ts';
import { changeGrids } from '../../domain/paths/change-grids.ts';
import type { MappedPath } from '../../domain/paths/path.ts';
import { type PathWarning, pathWarnings } from '../../domain/paths/path-outcome.ts';
import { type CatalogueEffect, NO_EFFECT } from '../../domain/transitions/catalogue-effect.ts';
import { claimProfiles } from '../../store/items/item-profiles.ts';
import { readGridSides, withGrids } from '../../store/paths/grids.ts';
import { claimPath, findPathById, requirePath } from '../../store/paths/paths.ts';
import { writeChange } from '../change-catalogue.ts';
import { requireAsRead } from '../require-as-read.ts';
import { type PathTaking, readTaking } from './read-losses.ts';

export interface MapPathInput {
  /** Name or UUID. */
  readonly path: string;
  /** Attributes: `name`, or `PRODUCT:name` where it is one of a product in the package. */
  readonly map: readonly MappingPair[];
  /** Destination attributes whose mappings are removed. */
  readonly unmap: readonly string[];
  /** Products of the source package and the products that they become in the destination package. */
  readonly mapProducts: readonly MappingPair[];
  /** Source products that are no longer carried over. */
  readonly unmapProducts: readonly string[];
  readonly mapMatching: boolean;
}

export interface MapPathResult extends PathTaking {
  readonly before: MappedPath;
  readonly path: MappedPath;
  readonly warnings: readonly PathWarning[];
  /** Its effect on subscriptions that follow it. */
  readonly effect: CatalogueEffect;
}

/**
 * Changes the grids of a path; past transitions do not change. Throws `not-found` (`path-not-found`,
 * `attribute-not-found`, `attribute-not-mapped`, `product-not-mapped`), `conflict` (`attribute-mapped-twice`,
 * `product-mapped-twice`, `changed-meanwhile`), `refused` (`attribute-types-differ`, `product-not-in-package`,
 * `product-grid-not-between-packages`).
 */
export async function mapPath(session: Session, input: MapPathInput): Promise<AuditedResult<MapPathResult>> {
  const before = await withGrids(session, await requirePath(session, input.path));
  // Claimed, so that no other transaction removes a product from either end, or changes its attributes, while grids use them.
  await claimProfiles(session, [before.source.id, before.destination.id]);
  const sides = await readGridSides(session, before);
  const path: MappedPath = {
    ...before,
    ...changeGrids(sides, before, { ...input, matching: input.mapMatching }),
  };
  const outcome = { before, path, warnings: pathWarnings(sides, path) };
  if (isDeepStrictEqual(path, before)) {
    const result = { ...outcome, ...(await readTaking(session, path, sides)), effect: NO_EFFECT };
    return { result, audit: undefined };
  }
  // Every change of grids holds the path's row, as this transaction does from here on.
  await claimPath(session, before.id);
  const what = `path "${before.name}"`;
  const now = await findPathById(session, before.id);
  requireAsRead(what, before, now && (await withGrids(session, now)));
  const effect = await writeChange(session, { rows: rowsBetweenPaths(before, path) }, what);
  const result = { ...outcome, ...(await readTaking(session, path, sides)), effect };
  return { result, audit: { before, after: path } };
}
