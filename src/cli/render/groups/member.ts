import { commandLine } from '../../../domain/command-line.ts';
import type { Group } from '../../../domain/groups/group.ts';
import type { Ladder } from '../../../domain/groups/ladder.ts';
import type { Member, MemberFlags } from '../../../domain/groups/member.ts';
import { itemLabel } from '../../../domain/items/item-label.ts';
import type { AddMemberResult } from '../../../operations/groups/add-member.ts';
import type { RemoveMemberResult } from '../../../operations/groups/remove-member.ts';
import type { UpdateMemberResult } from '../../../operations/groups/update-member.ts';
import { type Printable, show } from '../../safe-text/printable.ts';
import { changes } from '../changes.ts';
import { details } from '../details.ts';
import { articleNumber, itemName } from '../item-words.ts';
import { table } from '../table.ts';
import type { Terminal, View } from '../view.ts';

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

const FLAGS = [
  ['upgradeable', 'upgradeable'],
  ['downgradeable', 'downgradeable'],
  ['upgradeableFrom', 'upgradeable_from'],
  ['downgradeableFrom', 'downgradeable_from'],
] as const satisfies readonly (readonly [keyof MemberFlags, string])[];

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
      const headline = terminal.paint.strong(`${itemLabel(member.item)} in ${group.name}`);
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

/** Four flags in a few words, with the names of the billing table: `all`, `all but upgradeable`, `none`. */
export function flagsInWords(flags: MemberFlags): string {
  const on = FLAGS.filter(([flag]) => flags[flag]).map(([, name]) => name);
  const off = FLAGS.filter(([flag]) => !flags[flag]).map(([, name]) => name);
  if (off.length === 0) return 'all';
  if (on.length === 0) return 'none';
  if (off.length === 1) return `all but ${off[0]}`;
  return on.length === 1 ? `only ${on[0]}` : on.join(', ');
}

function one(terminal: Terminal, headline: string, group: Group, member: Member): Printable {
  return show`${terminal.paint.strong(`${headline} ${group.name}`)}\n${details(terminal, [
    ['item', show`${articleNumber(terminal, member.item)}  ${itemName(terminal, member.item)}`],
    ['level', member.level],
    ['flags', flagsInWords(member)],
  ])}`;
}
