import type { Session } from '../../database/session.ts';
import { type CountedGroup, listCountedGroups } from '../../store/groups/groups.ts';

export interface ListGroupsResult {
  readonly groups: readonly CountedGroup[];
}

/** Lists groups by name, with the number of their members. */
export async function listGroups(session: Session): Promise<ListGroupsResult> {
  return { groups: await listCountedGroups(session) };
}
