import Table from 'cli-table3';
import { displayWidth } from './display-width.ts';
import type { Terminal } from './view.ts';

export interface Column<Row> {
  readonly heading: string;
  /** May be painted; null and undefined show as a faint dash. */
  cell(row: Row): string | number | null | undefined;
  /** Paints the cell when all is measured: for tables that may be long. */
  paint?(cell: string, row: Row): string;
  readonly align?: 'left' | 'right';
}

const GAP = 2;
const BETWEEN = ' '.repeat(GAP);
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
  middle: BETWEEN,
};

/** Rows under faint headings, without borders. Where the terminal is too narrow, the widest columns wrap. */
export function table<Row>(
  terminal: Terminal,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): string {
  const lines = [headingsOf(terminal, columns), ...rows.map((row) => lineOf(terminal, columns, row))];
  const widths = narrow(naturalWidths(lines, columns.length), () => leastWidths(lines), terminal.width);
  const aligns = columns.map(({ align }) => align ?? 'left');
  const grid: string[] = [];
  let wide: Line[] = [];
  for (const line of lines) {
    if (!fits(line, widths)) {
      wide.push(line);
      continue;
    }
    if (wide.length > 0) grid.push(...wrapped(wide, widths, aligns));
    grid.push(laidOut(line, widths, aligns));
    wide = [];
  }
  if (wide.length > 0) grid.push(...wrapped(wide, widths, aligns));
  return grid.join('\n');
}

interface Line {
  readonly cells: readonly string[];
  /** What the cells need, colour aside. */
  readonly widths: readonly number[];
  /** Whether a cell has several lines of its own. */
  readonly broken: boolean;
}

type Align = NonNullable<Column<unknown>['align']>;

function headingsOf<Row>({ paint }: Terminal, columns: readonly Column<Row>[]): Line {
  return {
    cells: columns.map(({ heading }) => paint.faint(heading)),
    widths: columns.map(({ heading }) => displayWidth(heading)),
    broken: false,
  };
}

function lineOf<Row>({ paint }: Terminal, columns: readonly Column<Row>[], row: Row): Line {
  const cells: string[] = [];
  const widths: number[] = [];
  let broken = false;
  for (const column of columns) {
    const plain = text(column.cell(row)) ?? paint.faint('–');
    if (plain.includes('\n')) broken = true;
    widths.push(displayWidth(plain));
    cells.push(column.paint === undefined ? plain : column.paint(plain, row));
  }
  return { cells, widths, broken };
}

function naturalWidths(lines: readonly Line[], columns: number): number[] {
  const natural = new Array<number>(columns).fill(0);
  for (const { widths } of lines) {
    for (let index = 0; index < columns; index++) {
      if ((widths[index] ?? 0) > (natural[index] ?? 0)) natural[index] = widths[index] ?? 0;
    }
  }
  return natural;
}

function fits({ widths: own, broken }: Line, widths: readonly number[]): boolean {
  return !broken && own.every((width, index) => width <= (widths[index] ?? 0));
}

function laidOut({ cells, widths: own }: Line, widths: readonly number[], aligns: readonly Align[]): string {
  let line = '';
  for (let index = 0; index < cells.length; index++) {
    const room = (widths[index] ?? 0) - (own[index] ?? 0);
    if (index > 0) line += BETWEEN;
    if (aligns[index] === 'right') line += ' '.repeat(room) + cells[index];
    else line += index === cells.length - 1 ? cells[index] : cells[index] + ' '.repeat(room);
  }
  return line.endsWith(' ') ? line.trimEnd() : line;
}

/** Only what must wrap goes through the library: it takes most of a millisecond for a row, and a ladder may be long. */
function wrapped(lines: readonly Line[], widths: readonly number[], aligns: readonly Align[]): string[] {
  const grid = new Table({
    chars: NO_BORDERS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: [...aligns],
    colWidths: [...widths],
    wordWrap: true,
  });
  grid.push(...lines.map(({ cells }) => [...cells]));
  return grid
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

function text(value: string | number | null | undefined): string | undefined {
  return value === null || value === undefined || value === '' ? undefined : String(value);
}

/** The width of each column's longest word: a narrower column would cut it. */
function leastWidths(lines: readonly Line[]): number[] {
  const least: number[] = [];
  for (const { cells } of lines) {
    for (const [index, cell] of cells.entries()) {
      for (const word of cell.split(' ')) least[index] = Math.max(least[index] ?? 0, displayWidth(word));
    }
  }
  return least;
}

/** Takes columns from the widest, one at a time: down to their longest words, and only then into them. */
function narrow(natural: readonly number[], leastOf: () => readonly number[], available: number): number[] {
  const widths = [...natural];
  let excess = widths.reduce((sum, width) => sum + width, GAP * (widths.length - 1)) - available;
  if (excess <= 0) return widths;
  const least = leastOf();
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
