import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import type { Group } from '../../domain/groups/group.ts';
import type { Member } from '../../domain/groups/member.ts';
import { findMembership } from '../../store/groups/find-membership.ts';
import { deleteMember } from '../../store/groups/members.ts';

export interface RemoveMemberInput {
  /** Name or UUID. */
  readonly group: string;
  /** Article number, or UUID for an item that is gone. */
  readonly item: string;
}

export interface RemoveMemberResult {
  readonly group: Group;
  readonly member: Member;
}

/** Removes an item from a ladder; the item stays. Throws `not-found` (`group-not-found`, `member-not-found`). */
export async function removeMember(
  session: Session,
  input: RemoveMemberInput,
): Promise<AuditedResult<RemoveMemberResult>> {
  const { group, member } = await findMembership(session, input.group, input.item);
  await deleteMember(session, member.id);
  return { result: { group, member }, audit: { before: { group, ...member }, after: null } };
}
