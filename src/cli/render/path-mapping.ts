import type { GridRow } from '../../domain/attribute-mapping.ts';
import { itemLabel } from '../../domain/item-label.ts';
import type { MappedPath } from '../../domain/path.ts';
import { table } from './table.ts';
import type { Terminal } from './view.ts';

/** What is carried over; empty where nothing is. */
export function mappingTable(terminal: Terminal, { source, destination, attributes }: MappedPath): string {
  if (attributes.length === 0) return '';
  return table(
    terminal,
    [
      { heading: `attribute of ${itemLabel(source)}`, cell: (mapping) => mapping.source.attribute },
      { heading: `attribute of ${itemLabel(destination)}`, cell: (mapping) => mapping.destination.attribute },
    ],
    attributes,
  );
}

/** The whole grid: a row for each attribute of the destination, filled or not. */
export function gridTable(
  terminal: Terminal,
  { source, destination }: MappedPath,
  grid: readonly GridRow[],
): string {
  if (grid.length === 0) return '';
  return table(
    terminal,
    [
      { heading: `attribute of ${itemLabel(destination)}`, cell: (row) => row.destination.name },
      { heading: 'type', cell: (row) => row.destination.type },
      { heading: 'required', cell: (row) => (row.destination.required ? 'yes' : 'no') },
      { heading: `filled from ${itemLabel(source)}`, cell: (row) => filling(terminal, row) },
    ],
    grid,
  );
}

/** Empty where nothing is missing. */
export function unfilledWarning(
  { paint }: Terminal,
  { destination }: MappedPath,
  unfilled: readonly string[],
): string {
  if (unfilled.length === 0) return '';
  return paint.warning(
    `${itemLabel(destination)} requires ${unfilled.join(', ')}, and nothing fills it (see --map)`,
  );
}

function filling({ paint }: Terminal, { source, destination, missing }: GridRow): string | null {
  if (source !== null) return source.name === destination.name ? source.name : paint.strong(source.name);
  if (destination.defaultValue !== null) return paint.faint(`default: ${destination.defaultValue}`);
  return missing ? paint.warning('nothing') : null;
}
