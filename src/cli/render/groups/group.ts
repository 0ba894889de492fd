import { commandLine } from '../../../domain/command-line.ts';
import type { Ladder } from '../../../domain/groups/ladder.ts';
import { counted } from '../../../domain/wording.ts';
import type { CreateGroupResult } from '../../../operations/groups/create-group.ts';
import type { DeleteGroupResult } from '../../../operations/groups/delete-group.ts';
import type { ListGroupsResult } from '../../../operations/groups/list-groups.ts';
import type { RenameGroupResult } from '../../../operations/groups/rename-group.ts';
import { lines, sections, show } from '../../safe-text/printable.ts';
import { changes } from '../changes.ts';
import { details } from '../details.ts';
import { table } from '../table.ts';
import type { View } from '../view.ts';
import { drawLadder, ladderLegend } from './ladder.ts';
import { MEMBER_COLUMNS } from './member.ts';

export function createdGroup({ group, created }: CreateGroupResult): View {
  return {
    json: { created, group },
    records: [group],
    text: (terminal) => {
      const headline = created ? 'New upgrade group' : 'Existing upgrade group';
      return lines([
        terminal.paint.strong(headline),
        details(terminal, [
          ['name', group.name],
          ['id', group.id],
        ]),
      ]);
    },
  };
}

export function listedGroups({ groups }: ListGroupsResult): View {
  return {
    json: { groups },
    records: groups,
    columns: ['id', 'name', 'memberCount'],
    empty: 'No groups. Create one: tierctl group create NAME',
    text: (terminal) =>
      table(
        terminal,
        [
          { heading: 'name', cell: ({ name }) => terminal.paint.strong(name) },
          { heading: 'members', align: 'right', cell: ({ memberCount }) => memberCount },
          { heading: 'id', cell: ({ id }) => id },
        ],
        groups,
      ),
  };
}

export function shownGroup({ group, members }: Ladder): View {
  return {
    json: { group, members },
    records: members,
    columns: MEMBER_COLUMNS,
    text: (terminal) => {
      const { strong, faint } = terminal.paint;
      const headline = show`${strong(group.name)}  ${faint(group.id)}`;
      const ladder =
        members.length === 0
          ? `No members. Add one: ${commandLine`tierctl member add ${group.name} ARTICLE --level 1`}`
          : sections([drawLadder(terminal, members), ladderLegend(terminal, members)]);
      return sections([headline, ladder]);
    },
  };
}

export function renamedGroup({ before, group }: RenameGroupResult): View {
  return {
    json: { group },
    records: [group],
    text: (terminal) =>
      show`${terminal.paint.strong('Upgrade group')} ${terminal.paint.faint(group.id)}\n${changes(terminal, [
        ['name', before.name, group.name],
      ])}`,
  };
}

export function deletedGroup({ group, members }: DeleteGroupResult): View {
  return {
    json: { group, members },
    records: [group],
    text: (terminal) => {
      const headline = terminal.paint.strong(`Delete upgrade group ${group.name}`);
      if (members.length === 0) return show`${headline}\nit has no members`;
      return show`${headline}\nand its ${counted(members.length, 'membership')}; the items stay\n\n${drawLadder(terminal, members)}`;
    },
  };
}
