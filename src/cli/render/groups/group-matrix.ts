// All switches between members, like a table of distances: a number for each member, a row for each source, a column for
// each target. If the columns do not fit side by side, they are split into several tables.

import { commandLine } from '../../../domain/command-line.ts';
import type { MatrixRow, MoveMatrix } from '../../../domain/groups/move-matrix.ts';
import { lines, type Printable, sections, show } from '../../safe-text/printable.ts';
import { displayWidth, shorten } from '../display-width.ts';
import { articleOrGone, nameOrId } from '../item-words.ts';
import { type Column, table } from '../table.ts';
import type { Terminal, View } from '../view.ts';
import { MOVE_COLUMNS } from './eligible.ts';
import { MARK_MEANINGS, type MoveMark, moveMark, type Square, squares } from './move-mark.ts';

const GAP = 2;
/** A shorter piece of a name would not help. */
const ROOM_FOR_NAMES = 16;

const SIGNS: Readonly<Record<MoveMark, string>> = {
  up: '↑',
  down: '↓',
  equivalent: '=',
  blocked: '○',
  no: '·',
};
const ITSELF = '╲';

export function judgedGroup({ group, rows }: MoveMatrix): View {
  return {
    json: {
      group,
      rows: rows.map(({ source, moves }) => ({ source: source.item, level: source.level, moves })),
    },
    records: rows.flatMap(({ source, moves }) => moves.map((move) => ({ source: source.item, ...move }))),
    columns: ['source.id', 'source.articleNumber', 'source.name', ...MOVE_COLUMNS],
    text: (terminal) => {
      const { strong, faint } = terminal.paint;
      const headline = show`${strong(group.name)}  ${faint(group.id)}`;
      if (rows.length === 0) {
        return show`${headline}\n\nNo members. Add one: ${commandLine`tierctl member add ${group.name} ARTICLE --level 1`}`;
      }
      return sections([headline, ...blocks(terminal, rows), legend(terminal, rows)]);
    },
  };
}

interface Line {
  readonly number: number;
  readonly row: MatrixRow;
  readonly squares: readonly Square[];
}

function blocks(terminal: Terminal, rows: readonly MatrixRow[]): Printable[] {
  const lines = rows.map((row, index): Line => ({ number: index + 1, row, squares: squares(row, index) }));
  const columnWidth = GAP + String(rows.length).length;
  const heads = headColumns(terminal, lines, columnWidth * rows.length);
  const room = terminal.width - widthOf(heads, lines);
  const most = Math.max(1, Math.min(rows.length, Math.floor(room / columnWidth)));
  const found: Printable[] = [];
  for (let from = 0; from < rows.length; from += most) {
    const targets = rows.slice(from, from + most).map((_, index): Column<Line> => {
      const column = from + index;
      return {
        heading: String(column + 1),
        align: 'right',
        cell: (line) => sign(terminal, line.squares[column]),
      };
    });
    found.push(table(terminal, [...heads, ...targets], lines));
  }
  return found;
}

/** Names only if the cells leave room for them. */
function headColumns(terminal: Terminal, lines: readonly Line[], squaresWidth: number): Column<Line>[] {
  const { faint, strong, bad } = terminal.paint;
  const start: Column<Line>[] = [
    { heading: ' ', align: 'right', cell: (line) => faint(String(line.number)) },
    { heading: 'level', align: 'right', cell: ({ row }) => row.source.level },
    {
      heading: 'from',
      cell: ({ row }) => articleOrGone(row.source.item),
      paint: (cell, { row }) => (row.source.item.articleNumber === null ? bad(cell) : strong(cell)),
    },
  ];
  const to: Column<Line> = { heading: 'to', cell: () => ' ' };
  const room = terminal.width - widthOf([...start, to], lines) - squaresWidth - GAP;
  if (room < ROOM_FOR_NAMES) return [...start, to];
  const name = ({ row }: Line) => shorten(nameOrId(row.source.item), room);
  return [...start, { heading: 'name', cell: name }, to];
}

function widthOf(columns: readonly Column<Line>[], lines: readonly Line[]): number {
  const widths = columns.map(({ heading, cell }) =>
    lines.reduce((most, line) => Math.max(most, displayWidth(cell(line) ?? '')), displayWidth(heading)),
  );
  return widths.reduce((sum, width) => sum + width, GAP * (widths.length - 1));
}

function sign({ paint }: Terminal, mark: Square | undefined): Printable {
  switch (mark) {
    case 'up':
      return paint.good(SIGNS.up);
    case 'down':
      return paint.warning(SIGNS.down);
    case 'blocked':
      return paint.bad(SIGNS.blocked);
    case 'equivalent':
    case 'no':
      return paint.faint(SIGNS[mark]);
    default:
      return paint.faint(ITSELF);
  }
}

/** The signs in use. */
function legend({ paint }: Terminal, rows: readonly MatrixRow[]): Printable {
  const used = new Set(rows.flatMap(({ moves }) => moves.map(moveMark)));
  const marks = (Object.keys(MARK_MEANINGS) as MoveMark[]).filter((mark) => used.has(mark));
  return lines(marks.map((mark) => paint.faint(`${SIGNS[mark]}  ${MARK_MEANINGS[mark]}`)));
}
