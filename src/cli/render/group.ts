import type { Ladder } from '../../domain/ladder.ts';
import { rungs } from '../../domain/ladder.ts';
import type { Member } from '../../domain/member.ts';
import { shellWord } from '../../domain/shell-word.ts';
import type { CreateGroupResult } from '../../operations/create-group.ts';
import type { DeleteGroupResult } from '../../operations/delete-group.ts';
import type { ListGroupsResult } from '../../operations/list-groups.ts';
import type { RenameGroupResult } from '../../operations/rename-group.ts';
import { changes } from './changes.ts';
import { details } from './details.ts';
import { articleNumber, itemName, MEMBER_COLUMNS } from './member.ts';
import { flagsInWords } from './member-flags.ts';
import { table } from './table.ts';
import type { Terminal, View } from './view.ts';

export function createdGroup({ group, created }: CreateGroupResult): View {
  return {
    json: { created, group },
    records: [group],
    text: (terminal) => {
      const headline = created ? 'New upgrade group' : 'Existing upgrade group';
      return `${terminal.paint.strong(headline)}\n${details(terminal, [
        ['name', group.name],
        ['id', group.id],
      ])}`;
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
      const headline = `${strong(group.name)}  ${faint(group.id)}`;
      const ladder =
        members.length === 0
          ? `No members. Add one: tierctl member add ${shellWord(group.name)} ARTICLE --level 1`
          : drawLadder(terminal, members);
      return `${headline}\n\n${ladder}`;
    },
  };
}

export function renamedGroup({ before, group }: RenameGroupResult): View {
  return {
    json: { group },
    records: [group],
    text: (terminal) =>
      `${terminal.paint.strong('Upgrade group')} ${terminal.paint.faint(group.id)}\n${changes(terminal, [
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
      if (members.length === 0) return `${headline}\nit has no members`;
      return `${headline}\nand its ${members.length} membership${members.length === 1 ? '' : 's'}; the items stay\n\n${drawLadder(terminal, members)}`;
    },
  };
}

interface Step {
  readonly level: string;
  readonly rail: string;
  readonly member: Member;
}

function drawLadder(terminal: Terminal, members: readonly Member[]): string {
  return table(
    terminal,
    [
      { heading: 'level', align: 'right', cell: ({ level }) => level },
      { heading: ' ', cell: ({ rail }) => terminal.paint.faint(rail) },
      { heading: 'article', cell: ({ member }) => articleNumber(terminal, member.item) },
      { heading: 'name', cell: ({ member }) => itemName(terminal, member.item) },
      { heading: 'flags', cell: ({ member }) => flagsInWords(member) },
    ],
    steps(members),
  );
}

/** A rung shows its level once; equivalents stand below it, on the same rail. */
function steps(members: readonly Member[]): Step[] {
  const ladder = rungs(members);
  return ladder.flatMap(({ level, members: those }, rung) =>
    those.map((member, place) => {
      if (place > 0) return { level: ' ', rail: rung === ladder.length - 1 ? ' ' : '│', member };
      return { level: String(level), rail: rail(rung, ladder.length), member };
    }),
  );
}

function rail(rung: number, count: number): string {
  if (count === 1) return '─';
  return rung === 0 ? '┌' : rung === count - 1 ? '└' : '├';
}
