import { isDeepStrictEqual } from 'node:util';
import type { Session } from '../database/session.ts';
import type { Change } from '../database/unit-of-work.ts';
import { changeMapping, type MappingPair } from '../domain/attribute-mapping.ts';
import { parseDate } from '../domain/calendar.ts';
import { checkPathName, type MappedPath, type OverLimitPolicy } from '../domain/path.ts';
import { checkWindow } from '../domain/window.ts';
import { listMappings, replaceMappings } from '../store/path-attributes.ts';
import { findPath, requirePath, savePath } from '../store/paths.ts';
import { pathExists } from './create-path.ts';
import { mappingSides, toMappings, unfilledAttributes } from './path-mapping.ts';
import { requireAsRead } from './require-as-read.ts';

/** Whatever is undefined stays as it is; null opens or clears. */
export interface UpdatePathInput {
  /** Name or UUID. */
  readonly path: string;
  readonly name: string | undefined;
  readonly from: string | null | undefined;
  readonly until: string | null | undefined;
  readonly map: readonly MappingPair[];
  /** Destination attributes that shall no longer be mapped. */
  readonly unmap: readonly string[];
  readonly mapMatching: boolean;
  readonly description: string | null | undefined;
  readonly overLimit: OverLimitPolicy | undefined;
}

export interface UpdatePathResult {
  readonly before: MappedPath;
  readonly path: MappedPath;
  /** Destination attributes that a successor needs and nothing fills. */
  readonly unfilled: readonly string[];
}

/**
 * Changes a path; what has moved through it stays moved. Throws what createPath throws, `not-found`
 * (`path-not-found`, `attribute-not-mapped`), `conflict` (`changed-meanwhile`).
 */
export async function updatePath(
  session: Session,
  input: UpdatePathInput,
): Promise<Change<UpdatePathResult>> {
  const stored = await requirePath(session, input.path);
  const before: MappedPath = { ...stored, attributes: await listMappings(session, stored.id) };
  if (input.name !== undefined && input.name !== before.name) {
    const other = await findPath(session, checkPathName(input.name));
    if (other !== undefined && other.id !== before.id) throw pathExists(input.name);
  }
  const sides = await mappingSides(session, before.source, before.destination);
  const current = before.attributes.map(({ source, destination }) => ({
    source: source.attribute,
    destination: destination.attribute,
  }));
  const change = { map: input.map, unmap: input.unmap, matching: input.mapMatching };
  const path: MappedPath = {
    ...before,
    name: input.name ?? before.name,
    effectiveFrom: chosenDate(input.from, before.effectiveFrom),
    effectiveUntil: chosenDate(input.until, before.effectiveUntil),
    description: input.description === undefined ? before.description : input.description,
    overLimit: input.overLimit ?? before.overLimit,
    attributes: toMappings(sides, changeMapping(sides.source, sides.destination, current, change)),
  };
  checkWindow(path);
  const result = { before, path, unfilled: unfilledAttributes(sides, path.attributes) };
  if (isDeepStrictEqual(path, before)) return { result, audit: undefined };
  await savePath(session, before, path);
  // Whoever changes mappings holds the path's row, as this transaction does now.
  requireAsRead(`path "${before.name}"`, before.attributes, await listMappings(session, before.id));
  await replaceMappings(session, path.id, path.attributes);
  return { result, audit: { before, after: path } };
}

function chosenDate(given: string | null | undefined, current: string | null): string | null {
  return given === undefined ? current : given === null ? null : parseDate(given);
}
