import type { AttributeValues } from '../../../domain/items/item-attribute.ts';
import type { Printable } from '../../safe-text/printable.ts';
import { changes } from '../changes.ts';
import type { Terminal } from '../view.ts';

/** The changed values, one per line. */
export function changedValueLines(
  terminal: Terminal,
  before: AttributeValues,
  after: AttributeValues,
): Printable {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return changes(
    terminal,
    names.map((name) => [name, before[name], after[name]]),
  );
}

/** On one line: `address=info@blue.example, owner=Blue`. */
export function valueList(values: AttributeValues): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}
