import Table from 'cli-table3';
import { displayWidth } from './display-width.ts';
import type { Terminal } from './view.ts';

export interface Column<Row> {
  readonly heading: string;
  /** May be painted; null and undefined show as a faint dash. */
  cell(row: Row): string | number | null | undefined;
  readonly align?: 'left' | 'right';
}

const GAP = 2;
const NARROWEST = 10;
const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' '.repeat(GAP),
};

/** Rows under faint headings, without borders. Where the terminal is too narrow, the widest columns wrap. */
export function table<Row>(
  terminal: Terminal,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): string {
  const { paint } = terminal;
  const headings = columns.map(({ heading }) => paint.faint(heading));
  const cells = rows.map((row) => columns.map(({ cell }) => text(cell(row)) ?? paint.faint('–')));
  const widths = columns.map((_, index) =>
    Math.max(...[headings, ...cells].map((line) => displayWidth(line[index] ?? ''))),
  );
  const grid = new Table({
    chars: NO_BORDERS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: columns.map(({ align }) => align ?? 'left'),
    colWidths: narrow(widths, leastWidths([headings, ...cells]), terminal.width),
    wordWrap: true,
  });
  grid.push(headings, ...cells);
  return grid
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

function text(value: string | number | null | undefined): string | undefined {
  return value === null || value === undefined || value === '' ? undefined : String(value);
}

/** The width of each column's longest word: a narrower column would cut it. */
function leastWidths(lines: readonly (readonly string[])[]): number[] {
  const least: number[] = [];
  for (const line of lines) {
    for (const [index, cell] of line.entries()) {
      for (const word of cell.split(' ')) least[index] = Math.max(least[index] ?? 0, displayWidth(word));
    }
  }
  return least;
}

/** Takes columns from the widest, one at a time: down to their longest words, and only then into them. */
function narrow(natural: readonly number[], least: readonly number[], available: number): number[] {
  const widths = [...natural];
  let excess = widths.reduce((sum, width) => sum + width, GAP * (widths.length - 1)) - available;
  for (const floor of [least, least.map(() => NARROWEST)]) {
    while (excess > 0) {
      const room = widths.map((width, index) => (width > Math.max(NARROWEST, floor[index] ?? 0) ? width : 0));
      const widest = room.indexOf(Math.max(...room));
      if ((room[widest] ?? 0) === 0) break;
      widths[widest] = (widths[widest] ?? 0) - 1;
      excess--;
    }
  }
  return widths;
}
