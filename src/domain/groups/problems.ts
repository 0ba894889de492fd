import { commandLine } from '../command-line.ts';
import { itemLabel } from '../items/item-label.ts';
import { problem } from '../problem.ts';
import { didYouMean } from '../suggestion.ts';
import type { TierctlError } from '../tierctl-error.ts';
import { counted } from '../wording.ts';
import type { Member } from './member.ts';

/** A level is no whole number, or out of range. Fix: give a whole number, such as 1, 2 or 3. */
export function badLevel(text: string, lowest: number, highest: number): TierctlError {
  return problem('usage', 'bad-level', `"${text}" is not a level`, {
    hint: `give a whole number from ${lowest} to ${highest}, such as 1, 2 or 3`,
    data: { value: text },
  });
}

/** A group with this name exists. Fix: choose another name, or pass `--if-not-exists` to `group create`. */
export function groupExists(
  name: string,
  hint = 'choose another name, or pass --if-not-exists',
): TierctlError {
  return problem('conflict', 'group-exists', `group "${name}" already exists`, {
    hint,
    data: { group: name },
  });
}

/** A group with members is not deleted by itself. Fix: remove them first, or pass `--with-members`. */
export function groupHasMembers(name: string, memberCount: number): TierctlError {
  return problem('refused', 'group-has-members', `group "${name}" has ${counted(memberCount, 'member')}`, {
    hint: 'remove them first, or pass --with-members',
    data: { group: name, memberCount },
  });
}

/** The group has too many members to judge every move. Fix: judge the moves of one item with `eligible ITEM`. */
export function groupTooLarge(name: string, members: number, most: number): TierctlError {
  const message = `group "${name}" has ${members} members; all moves are judged for at most ${most} members`;
  return problem('refused', 'group-too-large', message, {
    hint: 'judge the moves of one item: tierctl eligible ITEM',
    data: { members },
  });
}

/** The item is a member of the group. Fix: change it with `member update`, or pass `--if-not-exists`. */
export function memberExists(group: string, { item, level }: Pick<Member, 'item' | 'level'>): TierctlError {
  const label = itemLabel(item);
  const command = commandLine`tierctl member update ${group} ${label}`;
  return problem('conflict', 'member-exists', `${label} is in group "${group}" already, on level ${level}`, {
    hint: `change it with ${command}, or pass --if-not-exists`,
    data: { group, item: item.articleNumber, level },
  });
}

/** The item is no member of the group. Fix: correct the name; `member list` shows the members. */
export function memberNotFound(group: string, item: string, near: string | undefined): TierctlError {
  const message = `"${item}" is not in group "${group}"${didYouMean(near)}`;
  return problem('not-found', 'member-not-found', message, {
    hint: near === undefined ? `see: ${commandLine`tierctl member list ${group}`}` : undefined,
    data: { group, item, suggestion: near ?? null },
  });
}
