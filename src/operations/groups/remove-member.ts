import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { noRows } from '../../domain/catalogue/diff/catalogue-rows.ts';
import type { Group } from '../../domain/groups/group.ts';
import type { Member } from '../../domain/groups/member.ts';
import { itemLabel } from '../../domain/items/item-label.ts';
import { writeCatalogue } from '../../store/catalogue/write-catalogue.ts';
import { findMembership } from '../../store/groups/find-membership.ts';

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
  const rows = noRows();
  rows.members.removed.push(member);
  await writeCatalogue(session, rows, `the member ${itemLabel(member.item)}`);
  return { result: { group, member }, audit: { before: { group, ...member }, after: null } };
}
