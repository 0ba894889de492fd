import type { Session } from '../../database/session.ts';
import type { Group } from '../../domain/groups/group.ts';
import type { Member } from '../../domain/groups/member.ts';
import { memberNotFound } from '../../domain/groups/problems.ts';
import { suggest } from '../../domain/suggestion.ts';
import { requireGroup } from './groups.ts';
import { findMember, listMembers } from './members.ts';

/** A group and its member, each by name or id. Throws `not-found` (`group-not-found`, `member-not-found`). */
export async function findMembership(
  session: Session,
  groupName: string,
  itemName: string,
): Promise<{ group: Group; member: Member }> {
  const group = await requireGroup(session, groupName);
  const member = await findMember(session, group.id, itemName);
  if (member !== undefined) return { group, member };
  const known = (await listMembers(session, group.id)).flatMap(({ item }) => item.articleNumber ?? []);
  const near = suggest(itemName, known);
  throw memberNotFound(group.name, itemName, near);
}
