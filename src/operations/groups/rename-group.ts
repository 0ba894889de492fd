import type { Session } from '../../database/session.ts';
import type { Change } from '../../database/unit-of-work.ts';
import { type Group, parseGroupName } from '../../domain/groups/group.ts';
import { TierctlError } from '../../domain/tierctl-error.ts';
import { findGroup, requireGroup, updateGroupName } from '../../store/groups/groups.ts';

export interface RenameGroupInput {
  /** Name or UUID. */
  readonly group: string;
  readonly name: string;
}

export interface RenameGroupResult {
  readonly before: Group;
  readonly group: Group;
}

/**
 * Gives a group another name. Throws `not-found`, and `conflict`: `group-exists` when the name is taken,
 * `changed-meanwhile` when somebody else renamed it.
 */
export async function renameGroup(
  session: Session,
  input: RenameGroupInput,
): Promise<Change<RenameGroupResult>> {
  const name = parseGroupName(input.name);
  const before = await requireGroup(session, input.group);
  if (before.name === name) return { result: { before, group: before }, audit: undefined };
  const holder = await findGroup(session, name);
  // It may be the group itself, found under a spelling that differs in case.
  if (holder !== undefined && holder.id !== before.id) {
    throw new TierctlError('conflict', 'group-exists', `group "${name}" already exists`, {
      hint: 'choose another name',
      data: { group: name },
    });
  }
  const group = { ...before, name };
  await updateGroupName(session, before, name);
  return { result: { before, group }, audit: { before, after: group } };
}
