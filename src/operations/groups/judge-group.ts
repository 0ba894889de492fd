import type { Session } from '../../database/session.ts';
import { type MoveMatrix, moveMatrix } from '../../domain/groups/move-matrix.ts';
import { groupTooLarge } from '../../domain/groups/problems.ts';
import { requireGroup } from '../../store/groups/groups.ts';
import { readItemFacts } from '../../store/groups/item-facts.ts';
import { listMembers } from '../../store/groups/members.ts';

export interface JudgeGroupInput {
  /** Name or UUID. */
  readonly group: string;
}

/** The maximum number of members of which all moves are judged; more would give millions of moves. */
const MOST_MEMBERS = 250;

/** Judges every move within a group. Throws `not-found`, and `refused` (`group-too-large`) above 250 members. */
export async function judgeGroup(session: Session, input: JudgeGroupInput): Promise<MoveMatrix> {
  const group = await requireGroup(session, input.group);
  const members = await listMembers(session, group.id);
  if (members.length > MOST_MEMBERS) throw groupTooLarge(group.name, members.length, MOST_MEMBERS);
  const factsOf = await readItemFacts(
    session,
    members.map(({ item }) => item),
  );
  return moveMatrix({ group, members }, factsOf);
}
