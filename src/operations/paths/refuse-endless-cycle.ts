import type { Session } from '../../database/session.ts';
import type { ItemReference } from '../../domain/items/item.ts';
import { pathCycleWithoutEnd } from '../../domain/paths/endless-cycle.ts';
import { endlessCycleClosedBy } from '../../domain/paths/path-cycles.ts';
import type { Step } from '../../domain/paths/steps.ts';
import { findProfiles } from '../../store/items/item-profiles.ts';
import { listPaths } from '../../store/paths/paths.ts';

/**
 * Throws `refused` (`path-cycle-without-end`) where a new path would close a cycle on which an item has no term. In two
 * queries, however many paths there are.
 */
export async function refuseEndlessCycle(
  session: Session,
  path: Step & { readonly name: string },
): Promise<void> {
  const paths = await listPaths(session);
  const ends = [path, ...paths].flatMap(({ source, destination }) => [source.id, destination.id]);
  const profiles = await findProfiles(session, [...new Set(ends)]);
  const hasTerm = ({ id }: ItemReference) => (profiles.get(id)?.term ?? null) !== null;
  const round = endlessCycleClosedBy(path, paths, hasTerm);
  if (round !== undefined) throw pathCycleWithoutEnd(path.name, round, hasTerm);
}
