import { commandLine } from '../../../domain/command-line.ts';
import type { Group } from '../../../domain/groups/group.ts';
import type { Ladder } from '../../../domain/groups/ladder.ts';
import type { Member } from '../../../domain/groups/member.ts';
import type { ItemReference } from '../../../domain/items/item.ts';
import type { AddMemberResult } from '../../../operations/groups/add-member.ts';
import type { RemoveMemberResult } from '../../../operations/groups/remove-member.ts';
import type { UpdateMemberResult } from '../../../operations/groups/update-member.ts';
import { type Printable, show, type Text } from '../../safe-text/printable.ts';
import { changes } from '../changes.ts';
import { details } from '../details.ts';
import { table } from '../table.ts';
import type { Terminal, View } from '../view.ts';
import { flagsInWords } from './member-flags.ts';

export const MEMBER_COLUMNS = [
  'id',
  'item.id',
  'item.articleNumber',
  'item.name',
  'level',
  'upgradeable',
  'downgradeable',
  'upgradeableFrom',
  'downgradeableFrom',
];

export function addedMember({ group, member, added }: AddMemberResult): View {
  return {
    json: { added, group, member },
    records: [member],
    columns: MEMBER_COLUMNS,
    text: (terminal) => one(terminal, added ? 'New member of' : 'Existing member of', group, member),
  };
}

export function listedMembers({ group, members }: Ladder): View {
  return {
    json: { group, members },
    records: members,
    columns: MEMBER_COLUMNS,
    empty: `No members. Add one: ${commandLine`tierctl member add ${group.name} ARTICLE --level 1`}`,
    text: (terminal) =>
      table(
        terminal,
        [
          { heading: 'level', align: 'right', cell: ({ level }) => level },
          { heading: 'article', cell: ({ item }) => articleNumber(terminal, item) },
          { heading: 'name', cell: ({ item }) => itemName(terminal, item) },
          { heading: 'flags', cell: flagsInWords },
        ],
        members,
      ),
  };
}

export function updatedMember({ group, before, member }: UpdateMemberResult): View {
  return {
    json: { group, member },
    records: [member],
    columns: MEMBER_COLUMNS,
    text: (terminal) => {
      const headline = terminal.paint.strong(`${label(member.item)} in ${group.name}`);
      return show`${headline}\n${changes(terminal, [
        ['level', before.level, member.level],
        ['flags', flagsInWords(before), flagsInWords(member)],
      ])}`;
    },
  };
}

export function removedMember({ group, member }: RemoveMemberResult): View {
  return {
    json: { group, member },
    records: [member],
    columns: MEMBER_COLUMNS,
    text: (terminal) => one(terminal, 'Remove from', group, member),
  };
}

/** The article number in bold, or the id of an item that is gone. */
export function articleNumber({ paint }: Terminal, item: ItemReference): Printable {
  return item.articleNumber === null ? paint.bad(item.id) : paint.strong(item.articleNumber);
}

export function itemName({ paint }: Terminal, item: ItemReference): Text {
  return item.name ?? paint.bad('this item is gone');
}

/** For narrow tables: an id, which must come whole to be pasted, stands in the place of the name, where there is room. */
export function articleOrGone({ articleNumber }: ItemReference): string {
  return articleNumber ?? '(gone)';
}

/** The name, or the id of an item that is gone; the other half of articleOrGone. */
export function nameOrId({ name, id }: ItemReference): string {
  return name ?? id;
}

function one(terminal: Terminal, headline: string, group: Group, member: Member): Printable {
  return show`${terminal.paint.strong(`${headline} ${group.name}`)}\n${details(terminal, [
    ['item', show`${articleNumber(terminal, member.item)}  ${itemName(terminal, member.item)}`],
    ['level', member.level],
    ['flags', flagsInWords(member)],
  ])}`;
}

function label(item: ItemReference): string {
  return item.articleNumber ?? item.id;
}
