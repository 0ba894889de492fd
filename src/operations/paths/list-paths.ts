import type { Session } from '../../database/session.ts';
import type { Path } from '../../domain/paths/path.ts';
import { requireItem } from '../../store/items/items.ts';
import { findPaths } from '../../store/paths/paths.ts';

export interface ListPathsInput {
  /** Only paths from this item, by article number or UUID. */
  readonly source: string | undefined;
  readonly destination: string | undefined;
}

export interface ListPathsResult {
  readonly paths: readonly Path[];
}

/** Paths by name. Throws `not-found` for an unknown item. */
export async function listPaths(session: Session, input: ListPathsInput): Promise<ListPathsResult> {
  const idOf = async (item: string | undefined) =>
    item === undefined ? undefined : (await requireItem(session, item)).id;
  const filter = { sourceId: await idOf(input.source), destinationId: await idOf(input.destination) };
  return { paths: await findPaths(session, filter) };
}
