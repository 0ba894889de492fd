import type { AuditedResult } from '../../database/audited-result.ts';
import { newId } from '../../database/new-ids.ts';
import type { Session } from '../../database/session.ts';
import { noRows } from '../../domain/catalogue/diff/catalogue-rows.ts';
import type { Group } from '../../domain/groups/group.ts';
import type { Member, MemberFlags } from '../../domain/groups/member.ts';
import { memberExists } from '../../domain/groups/problems.ts';
import { writeCatalogue } from '../../store/catalogue/write-catalogue.ts';
import { requireGroup } from '../../store/groups/groups.ts';
import { findMember } from '../../store/groups/members.ts';
import { requireItem } from '../../store/items/items.ts';

export interface AddMemberInput extends MemberFlags {
  /** Name or UUID. */
  readonly group: string;
  /** Article number or UUID. */
  readonly item: string;
  readonly level: number;
  /** Keep an item that is already a member unchanged, instead of failing. */
  readonly ifNotExists: boolean;
}

export interface AddMemberResult {
  readonly group: Group;
  readonly member: Member;
  readonly added: boolean;
}

/** Adds an item to a ladder. Throws `not-found`, and `conflict` (`member-exists`) if it is already a member. */
export async function addMember(
  session: Session,
  input: AddMemberInput,
): Promise<AuditedResult<AddMemberResult>> {
  const group = await requireGroup(session, input.group);
  const item = await requireItem(session, input.item);
  const existing = await findMember(session, group.id, item.id);
  if (existing !== undefined) {
    if (!input.ifNotExists) throw memberExists(group.name, existing);
    return { result: { group, member: existing, added: false }, audit: undefined };
  }
  const { level, upgradeable, downgradeable, upgradeableFrom, downgradeableFrom } = input;
  const flags = { upgradeable, downgradeable, upgradeableFrom, downgradeableFrom };
  const member = { id: newId(session), item, level, ...flags };
  const rows = noRows();
  rows.members.added.push({ ...member, groupId: group.id, itemId: item.id });
  await writeCatalogue(session, rows);
  return { result: { group, member, added: true }, audit: { before: null, after: { group, ...member } } };
}
