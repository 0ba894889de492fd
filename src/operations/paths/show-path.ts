import type { Session } from '../../database/session.ts';
import { type Direction, directionOf, type LadderStep, ladderSteps } from '../../domain/groups/direction.ts';
import type { MappedPath } from '../../domain/paths/path.ts';
import { attributeGrid, type GridRow } from '../../domain/paths/path-outcome.ts';
import { type ProductGridRow, productGrid } from '../../domain/paths/product-grid.ts';
import type { Transition } from '../../domain/transitions/transition.ts';
import { listLaddersBetween } from '../../store/groups/members.ts';
import { readGridSides, withGrids } from '../../store/paths/grids.ts';
import { countPathUsage } from '../../store/paths/path-usage.ts';
import { requirePath } from '../../store/paths/paths.ts';
import { transitionPage } from '../../store/transitions/runs/history.ts';
import { type PathTaking, readTaking } from './read-losses.ts';

export interface ShowPathInput {
  /** Name or UUID. */
  readonly path: string;
}

export interface ShowPathResult extends PathTaking {
  readonly path: MappedPath;
  /** The source of each attribute of the destination and of the products in it. */
  readonly grid: readonly GridRow[];
  /** What each product in the source becomes; empty unless the path leads from package to package. */
  readonly productGrid: readonly ProductGridRow[];
  /** The direction of a transition through it, by the current ladders. */
  readonly direction: Direction;
  /** The direction on each ladder that holds both its ends. */
  readonly ladders: readonly LadderStep[];
  readonly transitionCount: number;
  /** Active subscriptions that follow it instead of their item's default. */
  readonly overrideCount: number;
  /** "The history of the transitions that took effect for the rule": the last ten, the newest first. */
  readonly latest: readonly Transition[];
}

const LATEST = 10;

/** All details of a path. Throws `not-found` (`path-not-found`). */
export async function showPath(session: Session, input: ShowPathInput): Promise<ShowPathResult> {
  const path = await withGrids(session, await requirePath(session, input.path));
  const sides = await readGridSides(session, path);
  const { source, destination } = path;
  const ladders = ladderSteps(
    source.id,
    destination.id,
    await listLaddersBetween(session, source.id, [destination.id]),
  );
  const usage = await countPathUsage(session, path.id);
  const { rows: latest } = await transitionPage(session, { pathId: path.id }, LATEST);
  return {
    path,
    grid: attributeGrid(sides, path),
    productGrid: productGrid(sides, path.products),
    direction: directionOf(ladders),
    ladders,
    ...(await readTaking(session, path, sides)),
    transitionCount: usage.transitions,
    overrideCount: usage.activeOverrides,
    latest,
  };
}
