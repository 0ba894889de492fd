import Table from 'cli-table3';
import {
  arranged,
  isPresent,
  joined,
  lines,
  type Printable,
  printable,
  show,
  type Text,
} from '../safe-text/printable.ts';
import { wrap } from '../safe-text/wrap.ts';
import { displayWidth } from './display-width.ts';
import type { Terminal } from './view.ts';

export interface Column<Row> {
  readonly heading: string;
  /** May be painted; null and undefined are shown as a faint dash. */
  cell(row: Row): Text | null | undefined;
  /** Paints the cell after everything is measured: for tables that may be long. */
  paint?(cell: Printable, row: Row): Printable;
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
/** Before continuation lines in the first column, so that they do not look like rows. */
const GOES_ON = '  ';

/** Rows under faint headings, without borders. If the terminal is too narrow, the widest columns wrap. */
export function table<Row>(
  terminal: Terminal,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Printable {
  const whole = [headingsOf(terminal, columns), ...rows.map((row) => lineOf(terminal, columns, row))];
  const widths = narrow(naturalWidths(whole, columns.length), () => leastWidths(whole), terminal.width);
  const aligns = columns.map(({ align }) => align ?? 'left');
  return lines(
    whole.flatMap((line) =>
      fits(line, widths) ? [laidOut(line, widths, aligns)] : aligned(wrapped(line, widths), widths, aligns),
    ),
  );
}

interface Line {
  readonly cells: readonly Printable[];
  /** The widths of the cells, without colour. */
  readonly widths: readonly number[];
  /** Whether a cell has several lines. */
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
  const cells: Printable[] = [];
  const widths: number[] = [];
  let broken = false;
  for (const column of columns) {
    const cell = column.cell(row);
    const plain = isPresent(cell) ? printable(cell) : paint.faint('–');
    if (plain.text.includes('\n')) broken = true;
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

function laidOut(
  { cells, widths: own }: Line,
  widths: readonly number[],
  aligns: readonly Align[],
): Printable {
  // Empty cells at the end add no blanks.
  const last = cells.findLastIndex(({ text }) => text.trim() !== '');
  return joined(
    cells.slice(0, last + 1).map((cell, index) => {
      const room = ' '.repeat(Math.max(0, (widths[index] ?? 0) - (own[index] ?? 0)));
      if (aligns[index] === 'right') return show`${room}${cell}`;
      return index === last ? cell : show`${cell}${room}`;
    }),
    BETWEEN,
  );
}

/** Only wrapped rows go through the library: it takes almost a millisecond per row, and a ladder may be long. */
function aligned(some: readonly Line[], widths: readonly number[], aligns: readonly Align[]): Printable[] {
  // The library counts some wide characters otherwise, and would cut a cell: such lines are laid out here.
  const isPlain = some.every(({ cells }) =>
    cells.every(({ text }) => !/[\u0250-\u200f\u2200-\uffff]/.test(text)),
  );
  if (!isPlain) return some.map((line) => laidOut(line, widths, aligns));
  return arranged(
    some.map(({ cells }) => cells),
    (rows) => {
      const grid = new Table({
        chars: NO_BORDERS,
        style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
        colAligns: [...aligns],
        colWidths: [...widths],
      });
      grid.push(...rows.map((cells) => [...cells]));
      return grid
        .toString()
        .split('\n')
        .map((line) => line.trimEnd());
    },
  );
}

/** A row with cells that do not fit, as several lines. */
function wrapped({ cells }: Line, widths: readonly number[]): Line[] {
  const columns = cells.map((cell, index) => wrap(cell, widths[index] ?? 0, index === 0 ? GOES_ON : ''));
  const height = Math.max(...columns.map(({ length }) => length));
  return Array.from({ length: height }, (_, row) => {
    const parts = columns.map((column) => column[row] ?? printable(''));
    return { cells: parts, widths: parts.map(displayWidth), broken: false };
  });
}

/** The width of each column's longest word: a narrower column would cut it. */
function leastWidths(lines: readonly Line[]): number[] {
  const least: number[] = [];
  for (const { cells } of lines) {
    for (const [index, cell] of cells.entries()) {
      for (const [place, word] of String(cell).split(/[ \n]/).entries()) {
        const before = index === 0 && place > 0 ? GOES_ON.length : 0;
        least[index] = Math.max(least[index] ?? 0, before + displayWidth(word));
      }
    }
  }
  return least;
}

/** Shrinks the widest columns, one step at a time: first to their longest words, then further. */
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
