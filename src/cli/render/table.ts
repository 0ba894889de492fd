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
    [headings, ...cells].reduce((most, line) => Math.max(most, displayWidth(line[index] ?? '')), 0),
  );
  const fitted = narrow(widths, terminal.width);
  const aligns = columns.map(({ align }) => align ?? 'left');
  const lines: string[] = [];
  let wide: string[][] = [];
  for (const line of [headings, ...cells]) {
    if (!fits(line, fitted)) {
      wide.push(line);
      continue;
    }
    lines.push(...wrapped(wide, fitted, aligns), laidOut(line, fitted, aligns));
    wide = [];
  }
  return [...lines, ...wrapped(wide, fitted, aligns)].map((line) => line.trimEnd()).join('\n');
}

type Align = NonNullable<Column<unknown>['align']>;

function fits(line: readonly string[], widths: readonly number[]): boolean {
  return line.every((cell, index) => !cell.includes('\n') && displayWidth(cell) <= (widths[index] ?? 0));
}

function laidOut(line: readonly string[], widths: readonly number[], aligns: readonly Align[]): string {
  return line
    .map((cell, index) => {
      const room = ' '.repeat((widths[index] ?? 0) - displayWidth(cell));
      return aligns[index] === 'right' ? room + cell : cell + room;
    })
    .join(' '.repeat(GAP));
}

/** Only what must wrap goes through the library: it takes most of a millisecond for a row, and a ladder may be long. */
function wrapped(
  lines: readonly (readonly string[])[],
  widths: readonly number[],
  aligns: readonly Align[],
): string[] {
  if (lines.length === 0) return [];
  const grid = new Table({
    chars: NO_BORDERS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: [...aligns],
    colWidths: [...widths],
    wordWrap: true,
  });
  grid.push(...lines.map((line) => [...line]));
  return grid.toString().split('\n');
}

function text(value: string | number | null | undefined): string | undefined {
  return value === null || value === undefined || value === '' ? undefined : String(value);
}

/** Takes columns from the widest, one at a time, until all fit or none can give any more. */
function narrow(natural: readonly number[], available: number): number[] {
  const widths = [...natural];
  let excess = widths.reduce((sum, width) => sum + width, GAP * (widths.length - 1)) - available;
  while (excess > 0) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= NARROWEST) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess--;
  }
  return widths;
}
