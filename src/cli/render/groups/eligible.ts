import type { Gate, GateCode, Move } from '../../../domain/groups/move.ts';
import { itemLabel } from '../../../domain/items/item-label.ts';
import type { JudgeMoveResult } from '../../../operations/groups/judge-move.ts';
import type { ListMovesResult } from '../../../operations/groups/list-moves.ts';
import { type Printable, sections, show } from '../../safe-text/printable.ts';
import { articleNumber, itemName } from '../item-words.ts';
import { type Column, table } from '../table.ts';
import type { Terminal, View } from '../view.ts';

export const MOVE_COLUMNS = [
  'group.id',
  'group.name',
  'item.id',
  'item.articleNumber',
  'item.name',
  'level',
  'direction',
  'eligible',
  'gates',
];

/** From this width on there is room for the items' names. */
const ROOM_FOR_NAMES = 100;

/** Null where the full text is short. */
const IN_BRIEF: Readonly<Record<GateCode, string | null>> = {
  'same-group': null,
  'different-level': 'same level',
  'source-flag': null,
  'target-flag': null,
  'renewal-period': 'no renewal period in common',
  'target-active': 'not active',
  'subscription-active': 'it has ended',
  'no-pending-change': 'a change is pending',
  fits: 'does not fit',
};

const DIRECTIONS = { upgrade: '↑ upgrade', downgrade: '↓ downgrade', none: '= equivalent' } as const;

/** One line per switch, group by group. */
export function listedMoves({ source, moves }: ListMovesResult): View {
  return {
    json: { source, moves },
    records: moves,
    columns: MOVE_COLUMNS,
    empty: `${source.articleNumber} shares no group with another item.`,
    text: (terminal) => moveTables(terminal, source.articleNumber, moves),
  };
}

/** The gates of one switch, group by group. */
export function judgedMove({ source, target, eligible, moves }: JudgeMoveResult): View {
  return {
    json: { source, target, eligible, moves },
    records: moves,
    columns: MOVE_COLUMNS,
    text: (terminal) => sections(moves.map((move) => gateTable(terminal, source.articleNumber, move))),
  };
}

/** One line per switch, group by group; `from` is the name of the source. */
export function moveTables(terminal: Terminal, from: string, moves: readonly Move[]): Printable {
  return sections(
    byGroup(moves).map((those) => show`${inGroup(terminal, from, those)}\n${moveTable(terminal, those)}`),
  );
}

/** Moves are already sorted by group. */
function byGroup(moves: readonly Move[]): Move[][] {
  const groups: Move[][] = [];
  for (const move of moves) {
    const last = groups.at(-1);
    if (last?.[0]?.group?.id === move.group?.id) last?.push(move);
    else groups.push([move]);
  }
  return groups;
}

function inGroup({ paint }: Terminal, from: string, [first]: readonly Move[]): Printable {
  return paint.strong(`${from} in ${first?.group?.name}`);
}

function moveTable(terminal: Terminal, moves: readonly Move[]): Printable {
  const { good, bad } = terminal.paint;
  const name: Column<Move> = { heading: 'name', cell: ({ item }) => itemName(terminal, item) };
  const columns: Column<Move>[] = [
    { heading: 'direction', cell: ({ direction }) => DIRECTIONS[direction] },
    { heading: 'to', cell: ({ item }) => articleNumber(terminal, item) },
    ...(terminal.width < ROOM_FOR_NAMES ? [] : [name]),
    { heading: 'level', align: 'right', cell: ({ level }) => level },
    {
      heading: 'allowed',
      cell: (move) => (move.eligible ? good('yes') : show`${bad('no:')} ${whyNot(move)}`),
    },
  ];
  return table(terminal, columns, moves);
}

/** The gates of one switch in full; `from` is the name of the source. */
export function gateTable(terminal: Terminal, from: string, move: Move): Printable {
  const to = itemLabel(move.item);
  const where = move.group === null ? '' : ` in ${move.group.name}`;
  const what = move.direction === 'none' ? '' : `${move.direction}, `;
  const verdict = move.eligible ? terminal.paint.good('allowed') : terminal.paint.bad('not allowed');
  return show`${terminal.paint.strong(`${from} → ${to}${where}`)}: ${what}${verdict}\n${table(
    terminal,
    [
      { heading: 'gate', cell: ({ code }: Gate) => code },
      { heading: 'verdict', cell: (gate) => verdictOf(terminal, gate) },
      { heading: 'because', cell: ({ detail }) => detail },
    ],
    move.gates,
  )}`;
}

function verdictOf({ paint }: Terminal, { passed }: Gate): Printable | null {
  if (passed === null) return null;
  return passed ? paint.good('passed') : paint.bad('failed');
}

/** In brief; `--to` shows the full text. */
function whyNot({ gates: those }: Move): string {
  return those
    .filter(({ passed }) => passed === false)
    .map(({ code, detail }) => IN_BRIEF[code] ?? detail)
    .join('; ');
}
