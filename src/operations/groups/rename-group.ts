import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { noRows } from '../../domain/catalogue/diff/catalogue-rows.ts';
import { type Group, parseGroupName } from '../../domain/groups/group.ts';
import { groupExists } from '../../domain/groups/problems.ts';
import { writeCatalogue } from '../../store/catalogue/write-catalogue.ts';
import { findGroup, requireGroup } from '../../store/groups/groups.ts';
import { claimName } from '../../store/names-beside.ts';

export interface RenameGroupInput {
  /** Name or UUID. */
  readonly group: string;
  readonly name: string;
  /** Rename it even if another group has a name that looks like the new one. */
  readonly allowSimilar?: boolean | undefined;
}

export interface RenameGroupResult {
  readonly before: Group;
  readonly group: Group;
}

/**
 * Renames a group. Throws `not-found`, and `conflict`: `group-exists` if the name is taken, `similar-name`,
 * `changed-meanwhile` if another user renamed it.
 */
export async function renameGroup(
  session: Session,
  input: RenameGroupInput,
): Promise<AuditedResult<RenameGroupResult>> {
  const name = parseGroupName(input.name);
  const before = await requireGroup(session, input.group);
  if (before.name === name) return { result: { before, group: before }, audit: undefined };
  const holder = await findGroup(session, name);
  // It may be the same group, in another composition of its name.
  if (holder !== undefined && holder.id !== before.id) throw groupExists(name, 'choose another name');
  await claimName(session, 'group', { name, allowSimilar: input.allowSimilar, except: before.id });
  const group = { ...before, name };
  const rows = noRows();
  rows.groups.changed.push({ id: before.id, before: before.name, after: name });
  await writeCatalogue(session, rows, `group "${before.name}"`);
  return { result: { before, group }, audit: { before, after: group } };
}
