import { isDeepStrictEqual } from 'node:util';
import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { noRows } from '../../domain/catalogue/diff/catalogue-rows.ts';
import type { Group } from '../../domain/groups/group.ts';
import type { Member } from '../../domain/groups/member.ts';
import { itemLabel } from '../../domain/items/item-label.ts';
import { writeCatalogue } from '../../store/catalogue/write-catalogue.ts';
import { findMembership } from '../../store/groups/find-membership.ts';

/** Undefined members stay unchanged. */
export interface UpdateMemberInput {
  /** Name or UUID. */
  readonly group: string;
  /** Article number or UUID. */
  readonly item: string;
  readonly level?: number | undefined;
  readonly upgradeable?: boolean | undefined;
  readonly downgradeable?: boolean | undefined;
  readonly upgradeableFrom?: boolean | undefined;
  readonly downgradeableFrom?: boolean | undefined;
}

export interface UpdateMemberResult {
  readonly group: Group;
  readonly before: Member;
  readonly member: Member;
}

/**
 * Changes the level or flags of a member. Throws `not-found` (`group-not-found`, `member-not-found`), `conflict`
 * (`changed-meanwhile`).
 */
export async function updateMember(
  session: Session,
  input: UpdateMemberInput,
): Promise<AuditedResult<UpdateMemberResult>> {
  const { group, member: before } = await findMembership(session, input.group, input.item);
  const member: Member = {
    ...before,
    level: input.level ?? before.level,
    upgradeable: input.upgradeable ?? before.upgradeable,
    downgradeable: input.downgradeable ?? before.downgradeable,
    upgradeableFrom: input.upgradeableFrom ?? before.upgradeableFrom,
    downgradeableFrom: input.downgradeableFrom ?? before.downgradeableFrom,
  };
  const result = { group, before, member };
  if (isDeepStrictEqual(before, member)) return { result, audit: undefined };
  const rows = noRows();
  rows.members.changed.push({ id: before.id, before, after: member });
  await writeCatalogue(session, rows, `the member ${itemLabel(before.item)}`);
  return { result, audit: { before: { group, ...before }, after: { group, ...member } } };
}
