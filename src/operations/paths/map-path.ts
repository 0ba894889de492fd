import { isDeepStrictEqual } from 'node:util';
import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { rowsBetweenPaths } from '../../domain/catalogue/diff/path-rows.ts';
import { changedConcurrently } from '../../domain/changed-concurrently.ts';
import type { MappingPair } from '../../domain/items/attribute-mapping.ts';
import { changeGrids } from '../../domain/paths/change-grids.ts';
import type { MappedPath, Path } from '../../domain/paths/path.ts';
import { type PathWarning, pathWarnings } from '../../domain/paths/path-outcome.ts';
import { type CatalogueEffect, NO_EFFECT } from '../../domain/transitions/catalogue-effect.ts';
import { claimProfiles } from '../../store/items/item-profiles.ts';
import { readGridSides, withGrids } from '../../store/paths/grids.ts';
import { findPathById, requirePath } from '../../store/paths/paths.ts';
import { writeChange } from '../change-catalogue.ts';
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
  const before = await claimGrids(session, await requirePath(session, input.path));
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
  const rows = rowsBetweenPaths(before, path);
  const effect = await writeChange(session, { rows }, `path "${before.name}"`);
  const result = { ...outcome, ...(await readTaking(session, path, sides)), effect };
  return { result, audit: { before, after: path } };
}

/**
 * Claims both ends of the path, so that no other transaction changes its grids, removes a product from an end or changes its
 * attributes.
 */
async function claimGrids(session: Session, { id, name, source, destination }: Path): Promise<MappedPath> {
  await claimProfiles(session, [source.id, destination.id]);
  const path = await findPathById(session, id);
  if (path === undefined) throw changedConcurrently(`path "${name}"`);
  return withGrids(session, path);
}
