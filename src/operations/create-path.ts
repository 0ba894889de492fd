import { randomUUID } from 'node:crypto';
import type { Session } from '../database/session.ts';
import type { Change } from '../database/unit-of-work.ts';
import { changeMapping, type MappingPair } from '../domain/attribute-mapping.ts';
import { parseDate } from '../domain/calendar.ts';
import { checkPathName, type MappedPath, type OverLimitPolicy } from '../domain/path.ts';
import { checkNotToItself, checkPathEnd } from '../domain/path-end.ts';
import { TierctlError } from '../domain/tierctl-error.ts';
import { checkWindow } from '../domain/window.ts';
import { ensureProfile } from '../store/item-profiles.ts';
import { requireItem } from '../store/items.ts';
import { listMappings, replaceMappings } from '../store/path-attributes.ts';
import { findPath, insertPath } from '../store/paths.ts';
import { mappingSides, toMappings, unfilledAttributes } from './path-mapping.ts';
import { refuseEndlessCycle } from './refuse-endless-cycle.ts';

export interface CreatePathInput {
  readonly name: string;
  /** Article number or UUID. */
  readonly source: string;
  readonly destination: string;
  /** First and last day of the window, both included; undefined is open. */
  readonly from: string | undefined;
  readonly until: string | undefined;
  readonly map: readonly MappingPair[];
  /** Also map every attribute that both items have under one name, where types allow it. */
  readonly mapMatching: boolean;
  readonly description: string | undefined;
  readonly overLimit: OverLimitPolicy;
  /** Leave an existing path of that name as it is, instead of failing. */
  readonly ifNotExists: boolean;
}

export interface CreatePathResult {
  readonly path: MappedPath;
  readonly created: boolean;
  /** Destination attributes that a successor needs and nothing fills. */
  readonly unfilled: readonly string[];
}

/**
 * Creates a path that nothing follows yet. Throws `usage` (`bad-path-name`, `bad-date`), `not-found` (item, attribute),
 * `conflict` (`path-exists`, `attribute-mapped-twice`), `refused` (`path-to-itself`, `item-inactive`,
 * `path-kind-unsupported`, `window-reversed`, `path-cycle-without-end`, `attribute-types-differ`).
 */
export async function createPath(
  session: Session,
  input: CreatePathInput,
): Promise<Change<CreatePathResult>> {
  const existing = await findPath(session, checkPathName(input.name));
  if (existing !== undefined) {
    if (!input.ifNotExists) throw pathExists(input.name);
    const path = { ...existing, attributes: await listMappings(session, existing.id) };
    return { result: { path, created: false, unfilled: [] }, audit: undefined };
  }
  const window = {
    effectiveFrom: input.from === undefined ? null : parseDate(input.from),
    effectiveUntil: input.until === undefined ? null : parseDate(input.until),
  };
  checkWindow(window);
  const source = await requireItem(session, input.source);
  const destination = await requireItem(session, input.destination);
  checkNotToItself(source, destination);
  checkPathEnd('source', source, await ensureProfile(session, source.id));
  checkPathEnd('destination', destination, await ensureProfile(session, destination.id));
  await refuseEndlessCycle(session, { name: input.name, source, destination });
  const sides = await mappingSides(session, source, destination);
  const pairs = changeMapping(sides.source, sides.destination, [], {
    map: input.map,
    unmap: [],
    matching: input.mapMatching,
  });
  const path: MappedPath = {
    id: randomUUID(),
    name: input.name,
    source,
    destination,
    ...window,
    overLimit: input.overLimit,
    description: input.description ?? null,
    isDefault: false,
    attributes: toMappings(sides, pairs),
  };
  await insertPath(session, path);
  await replaceMappings(session, path.id, path.attributes);
  return {
    result: { path, created: true, unfilled: unfilledAttributes(sides, path.attributes) },
    audit: { before: null, after: path },
  };
}

export function pathExists(name: string): TierctlError {
  return new TierctlError('conflict', 'path-exists', `path "${name}" already exists`, {
    hint: 'choose another name, or pass --if-not-exists',
    data: { path: name },
  });
}
