import type { AuditedResult } from '../../database/audited-result.ts';
import { newId } from '../../database/new-ids.ts';
import type { Session } from '../../database/session.ts';
import { noRows } from '../../domain/catalogue/diff/catalogue-rows.ts';
import { type Group, parseGroupName } from '../../domain/groups/group.ts';
import { groupExists } from '../../domain/groups/problems.ts';
import { writeCatalogue } from '../../store/catalogue/write-catalogue.ts';
import { findGroup } from '../../store/groups/groups.ts';
import { claimName } from '../../store/names-beside.ts';

export interface CreateGroupInput {
  readonly name: string;
  /** Keep an existing group with that name unchanged, instead of failing. */
  readonly ifNotExists: boolean;
  /** Create it even if another group has a name that looks like this one. */
  readonly allowSimilar?: boolean | undefined;
}

export interface CreateGroupResult {
  readonly group: Group;
  readonly created: boolean;
}

/** Creates an empty upgrade group. Throws `conflict`: `group-exists` when the name is taken, `similar-name`. */
export async function createGroup(
  session: Session,
  input: CreateGroupInput,
): Promise<AuditedResult<CreateGroupResult>> {
  const name = parseGroupName(input.name);
  const existing = await findGroup(session, name);
  if (existing !== undefined) {
    if (input.ifNotExists) return { result: { group: existing, created: false }, audit: undefined };
    throw groupExists(name);
  }
  await claimName(session, 'group', { name, allowSimilar: input.allowSimilar });
  const group = { id: newId(session), name };
  const rows = noRows();
  rows.groups.added.push(group);
  await writeCatalogue(session, rows);
  return { result: { group, created: true }, audit: { before: null, after: group } };
}
