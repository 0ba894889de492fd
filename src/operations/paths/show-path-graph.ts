import type { Session } from '../../database/session.ts';
import { itemsOn, type PathGraph, pathGraph, pathsAround } from '../../domain/paths/path-graph.ts';
import { findProfiles } from '../../store/items/item-profiles.ts';
import { requireItem } from '../../store/items/items.ts';
import { findPaths } from '../../store/paths/paths.ts';
import { countActiveSubscriptions } from '../../store/subscriptions/active-subscriptions.ts';

export interface ShowPathGraphInput {
  /** Article number or UUID: only what leads to this item, and what it leads to. */
  readonly item: string | undefined;
}

/** Items and the paths between them, with the cycles they form. Throws `not-found` for an unknown item. */
export async function showPathGraph(session: Session, input: ShowPathGraphInput): Promise<PathGraph> {
  const item = input.item === undefined ? null : await requireItem(session, input.item);
  const all = await findPaths(session);
  const paths = item === null ? all : pathsAround(item, all);
  const ids = itemsOn(item, paths).map(({ id }) => id);
  return pathGraph(item, paths, {
    profiles: await findProfiles(session, ids),
    activeSubscriptions: await countActiveSubscriptions(session, ids),
  });
}
