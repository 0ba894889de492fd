import { displayWidth } from './display-width.ts';
import type { Terminal } from './view.ts';

/** One thing, told line by line: faint names in one column, values in the next. Absent values are left out. */
export function details(
  { paint }: Terminal,
  entries: readonly (readonly [name: string, value: string | number | null | undefined])[],
): string {
  const present = entries.filter(([, value]) => value !== null && value !== undefined && value !== '');
  const width = Math.max(0, ...present.map(([name]) => displayWidth(name)));
  return present
    .map(([name, value]) => `${paint.faint(name + ' '.repeat(width - displayWidth(name)))}  ${value}`)
    .join('\n');
}
