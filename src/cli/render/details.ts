import { isPresent, lines, type Printable, printableLines, show, type Text } from '../safe-text/printable.ts';
import { displayWidth } from './display-width.ts';
import type { Terminal } from './view.ts';

const GAP = 2;

/**
 * One object, one field per line: faint names in one column, values in the next. Absent values are left out. Data of
 * several lines stays in its column.
 */
export function details(
  { paint }: Terminal,
  entries: readonly (readonly [name: string, value: Text | null | undefined])[],
): Printable {
  const present = entries.flatMap(([name, value]) => (isPresent(value) ? [{ name, value }] : []));
  const width = Math.max(0, ...present.map(({ name }) => displayWidth(name)));
  const column = ' '.repeat(width + GAP);
  return lines(
    present.map(({ name, value }) => {
      const label = paint.faint(name + ' '.repeat(width - displayWidth(name)));
      return show`${label}  ${typeof value === 'string' ? printableLines(value, column) : value}`;
    }),
  );
}
