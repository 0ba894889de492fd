import { details } from './details.ts';
import type { Terminal } from './view.ts';

type Value = string | number | null | undefined;

/** What a change replaced, line by line: `level  2 → 3`. What stays the same is left out. */
export function changes(
  terminal: Terminal,
  entries: readonly (readonly [name: string, before: Value, after: Value])[],
): string {
  const { faint } = terminal.paint;
  const shown = (value: Value) =>
    value === null || value === undefined || value === '' ? faint('none') : value;
  const changed = entries.filter(([, before, after]) => before !== after);
  if (changed.length === 0) return faint('as it was');
  return details(
    terminal,
    changed.map(([name, before, after]) => [name, `${shown(before)} ${faint('→')} ${shown(after)}`]),
  );
}
