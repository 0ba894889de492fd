import type { Session } from '../../database/session.ts';
import type { GridSides } from '../../domain/paths/grid-side.ts';
import type { MappedPath, PathGrids } from '../../domain/paths/path.ts';
import { type PathLosses, pathLosses } from '../../domain/paths/path-losses.ts';
import { byPathAndKind, type TakenCount } from '../../domain/transitions/taken-away.ts';
import { findAllowedExtensions } from '../../store/items/item-extensions.ts';
import { findProfiles } from '../../store/items/item-profiles.ts';
import { countWouldBeTaken } from '../../store/transitions/taken-away/would-be-taken.ts';

/** What a path takes away from subscriptions that move through it. */
export interface PathTaking {
  readonly takesAway: PathLosses;
  /** How much of that its active subscriptions hold, by kind, item and attribute. */
  readonly held: readonly TakenCount[];
}

/** The losses of an existing path, and what its subscriptions hold now; three queries. */
export async function readTaking(session: Session, path: MappedPath, sides: GridSides): Promise<PathTaking> {
  const counts = await countWouldBeTaken(session, path.id);
  return {
    takesAway: await readLosses(session, sides, path),
    held: counts.map(({ pathId: _, ...count }) => ({ path: path.name, ...count })).sort(byPathAndKind),
  };
}

/** The losses of a path between these sides with these grids; two queries. */
export async function readLosses(session: Session, sides: GridSides, grids: PathGrids): Promise<PathLosses> {
  const { source, destination } = sides;
  const allowed = await findAllowedExtensions(session, [source.item.id, destination.item.id]);
  const profiles = await findProfiles(session, [destination.item.id]);
  const of = (id: string) => allowed.get(id) ?? [];
  return pathLosses(
    sides,
    grids,
    { source: of(source.item.id), destination: of(destination.item.id) },
    profiles.get(destination.item.id)?.term ?? null,
  );
}
