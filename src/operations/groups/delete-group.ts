import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { noRows } from '../../domain/catalogue/diff/catalogue-rows.ts';
import type { Group } from '../../domain/groups/group.ts';
import type { Member } from '../../domain/groups/member.ts';
import { groupHasMembers } from '../../domain/groups/problems.ts';
import { writeCatalogue } from '../../store/catalogue/write-catalogue.ts';
import { requireGroup } from '../../store/groups/groups.ts';
import { listMembers } from '../../store/groups/members.ts';

export interface DeleteGroupInput {
  /** Name or UUID. */
  readonly group: string;
  /** Also delete its memberships; the items stay. */
  readonly withMembers: boolean;
}

export interface DeleteGroupResult {
  readonly group: Group;
  /** The memberships that were deleted with it. */
  readonly members: readonly Member[];
}

/** Deletes a group. Throws `not-found`, and `refused` (`group-has-members`) unless `withMembers` is set. */
export async function deleteGroup(
  session: Session,
  input: DeleteGroupInput,
): Promise<AuditedResult<DeleteGroupResult>> {
  const group = await requireGroup(session, input.group);
  const members = await listMembers(session, group.id);
  if (members.length > 0 && !input.withMembers) throw groupHasMembers(group.name, members.length);
  const rows = noRows();
  rows.members.removed.push(...members);
  rows.groups.removed.push(group);
  await writeCatalogue(session, rows, `group "${group.name}"`);
  return { result: { group, members }, audit: { before: { ...group, members }, after: null } };
}
