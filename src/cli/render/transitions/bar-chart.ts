import { formatCount } from '../../../domain/wording.ts';
import { lines, type Printable, show } from '../../safe-text/printable.ts';
import { displayWidth } from '../display-width.ts';
import type { Terminal } from '../view.ts';

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** Shown after the number. */
  readonly note?: string | undefined;
}

/** The width without a terminal. */
const PLAIN_WIDTH = 80;
const SHORTEST_BAR = 8;
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** One line per bar: label, bar, number. The longest bar fills the width of the terminal. */
export function barChart({ paint, width }: Terminal, bars: readonly Bar[]): Printable {
  const labels = Math.max(0, ...bars.map(({ label }) => displayWidth(label)));
  const tails = bars.map(({ value, note }) => [formatCount(value), note].filter(Boolean).join('  '));
  const room = (Number.isFinite(width) ? width : PLAIN_WIDTH) - labels - 2;
  const longest = Math.max(SHORTEST_BAR, room - 1 - Math.max(0, ...tails.map(displayWidth)));
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return lines(
    bars.map(({ label, value }, index) => {
      const padded = label + ' '.repeat(labels - displayWidth(label));
      return show`${paint.strong(padded)}  ${bar((value / most) * longest)} ${tails[index] ?? ''}`;
    }),
  );
}

/** `length` columns, to the eighth; a value above zero is always visible. */
function bar(length: number): string {
  const eighths = length > 0 ? Math.max(1, Math.round(length * 8)) : 0;
  return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8];
}
