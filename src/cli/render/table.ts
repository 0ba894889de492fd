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
const ESCAPE = '\u001b';
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
  const { paint } = terminal;
  const widthOf = measure();
  const lines = [
    columns.map(({ heading }) => paint.faint(heading)),
    ...rows.map((row) => columns.map(({ cell }) => text(cell(row)) ?? paint.faint('–'))),
  ].map((cells): Line => ({ cells, widths: cells.map(widthOf) }));
  const natural = columns.map((_, index) =>
    lines.reduce((most, { widths }) => Math.max(most, widths[index] ?? 0), 0),
  );
  const widths = narrow(natural, () => leastWidths(lines), terminal.width);
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
  return grid.map((line) => line.trimEnd()).join('\n');
}

interface Line {
  readonly cells: readonly string[];
  readonly widths: readonly number[];
}

type Align = NonNullable<Column<unknown>['align']>;

/** As displayWidth; what is painted often recurs (arrows, verdicts) and is looked at once. */
function measure(): (cell: string) => number {
  const known = new Map<string, number>();
  return (cell) => {
    if (!cell.includes(ESCAPE)) return displayWidth(cell);
    const width = known.get(cell) ?? displayWidth(cell);
    known.set(cell, width);
    return width;
  };
}

function fits(line: Line, widths: readonly number[]): boolean {
  return line.cells.every(
    (cell, index) => (line.widths[index] ?? 0) <= (widths[index] ?? 0) && !cell.includes('\n'),
  );
}

function laidOut(line: Line, widths: readonly number[], aligns: readonly Align[]): string {
  let text = '';
  for (const [index, cell] of line.cells.entries()) {
    const room = ' '.repeat((widths[index] ?? 0) - (line.widths[index] ?? 0));
    if (index > 0) text += BETWEEN;
    text += aligns[index] === 'right' ? room + cell : cell + room;
  }
  return text;
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
  return grid.toString().split('\n');
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
