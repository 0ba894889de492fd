import type { Session } from '../../database/session.ts';
import type { Ladder } from '../../domain/groups/ladder.ts';
import { requireGroup } from '../../store/groups/groups.ts';
import { listMembers } from '../../store/groups/members.ts';

export interface ShowGroupInput {
  /** Name or UUID. */
  readonly group: string;
}

/** Shows a ladder. Throws `not-found`. */
export async function showGroup(session: Session, input: ShowGroupInput): Promise<Ladder> {
  const group = await requireGroup(session, input.group);
  return { group, members: await listMembers(session, group.id) };
}
