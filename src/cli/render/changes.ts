import { isPresent, type Printable, printable, show, type Text } from '../safe-text/printable.ts';
import { details } from './details.ts';
import type { Terminal } from './view.ts';

type Value = Text | null | undefined;

/** The fields that a change replaced, one per line: `level  2 → 3`. Unchanged fields are left out. */
export function changes(
  terminal: Terminal,
  entries: readonly (readonly [name: string, before: Value, after: Value])[],
): Printable {
  const { faint } = terminal.paint;
  const shown = (value: Value) => (isPresent(value) ? value : faint('none'));
  const text = (value: Value) => printable(value ?? '').text;
  const changed = entries.filter(([, before, after]) => text(before) !== text(after));
  if (changed.length === 0) return faint('no change');
  return details(
    terminal,
    changed.map(([name, before, after]) => [name, show`${shown(before)} ${faint('→')} ${shown(after)}`]),
  );
}
