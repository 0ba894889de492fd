import type { Session } from '../database/session.ts';
import { type GridRow, mappingGrid } from '../domain/attribute-mapping.ts';
import type { MappedPath } from '../domain/path.ts';
import type { Transition } from '../domain/transition.ts';
import { listTransitions } from '../store/history.ts';
import { listAttributes } from '../store/item-attributes.ts';
import { listMappings } from '../store/path-attributes.ts';
import { countPathUsage } from '../store/path-usage.ts';
import { requirePath } from '../store/paths.ts';

export interface ShowPathInput {
  /** Name or UUID. */
  readonly path: string;
}

export interface ShowPathResult {
  readonly path: MappedPath;
  /** What each attribute of the destination is filled from. */
  readonly grid: readonly GridRow[];
  readonly transitionCount: number;
  /** Active subscriptions that follow it instead of their item's default. */
  readonly overrideCount: number;
  /** "The history of the transitions that took effect for the rule": the last ten, the newest first. */
  readonly latest: readonly Transition[];
}

const LATEST = 10;

/** All there is to know of a path. Throws `not-found` (`path-not-found`). */
export async function showPath(session: Session, input: ShowPathInput): Promise<ShowPathResult> {
  const path = await requirePath(session, input.path);
  const mappings = await listMappings(session, path.id);
  const attributes = await listAttributes(session, [path.source.id, path.destination.id]);
  const of = (item: string) =>
    attributes.filter(({ itemId }) => itemId === item).map(({ itemId: _, ...attribute }) => attribute);
  const usage = await countPathUsage(session, path.id);
  const { rows: latest } = await listTransitions(session, { pathId: path.id }, LATEST);
  return {
    path: { ...path, attributes: mappings },
    grid: mappingGrid(of(path.source.id), of(path.destination.id), mappings),
    transitionCount: usage.transitions,
    overrideCount: usage.activeOverrides,
    latest,
  };
}
