import { itemLabel } from '../../../domain/items/item-label.ts';
import { writeHolder } from '../../../domain/paths/grid-side.ts';
import type { MappedPath } from '../../../domain/paths/path.ts';
import type { GridRow, PathWarning } from '../../../domain/paths/path-outcome.ts';
import type { ProductGridRow } from '../../../domain/paths/product-grid.ts';
import { joined, lines, type Printable, type Text } from '../../safe-text/printable.ts';
import { table } from '../table.ts';
import type { Terminal } from '../view.ts';

/** The attributes that are carried over; empty without any. */
export function mappingTable(terminal: Terminal, { source, destination, attributes }: MappedPath): Text {
  if (attributes.length === 0) return '';
  return table(
    terminal,
    [
      {
        heading: `attribute of ${itemLabel(source)}`,
        cell: (mapping) => writeHolder(source, mapping.source),
      },
      {
        heading: `attribute of ${itemLabel(destination)}`,
        cell: (mapping) => writeHolder(destination, mapping.destination),
      },
    ],
    attributes,
  );
}

/** The whole attribute grid: a row for each attribute of the destination and of its products, filled or not. */
export function gridTable(
  terminal: Terminal,
  { source, destination }: MappedPath,
  grid: readonly GridRow[],
): Text {
  if (grid.length === 0) return '';
  return table(
    terminal,
    [
      { heading: `attribute of ${itemLabel(destination)}`, cell: (row) => written(destination, row) },
      { heading: 'type', cell: (row) => row.destination.attribute.type },
      { heading: 'required', cell: (row) => (row.destination.attribute.required ? 'yes' : 'no') },
      { heading: `filled from ${itemLabel(source)}`, cell: (row) => filling(terminal, source, row) },
    ],
    grid,
  );
}

/** The product grid; empty if there are no products, or none is carried over. */
export function productTable(
  terminal: Terminal,
  { source, destination }: MappedPath,
  rows: readonly ProductGridRow[],
): Text {
  if (rows.length === 0) return '';
  return table(
    terminal,
    [
      { heading: `product of ${itemLabel(source)}`, cell: (row) => itemLabel(row.source) },
      {
        heading: `becomes, in ${itemLabel(destination)}`,
        cell: (row) => (row.destination === null ? null : itemLabel(row.destination)),
      },
    ],
    rows,
  );
}

/** One line each; empty without any. */
export function warningLines({ paint }: Terminal, warnings: readonly PathWarning[]): Printable {
  return lines(warnings.map(({ message }) => paint.warning(message)));
}

type FieldChange = readonly [name: string, before: string | undefined, after: string | undefined];

/** Each attribute and product in either grid, before and after, for `changes`. */
export function gridChanges(before: MappedPath, after: MappedPath): FieldChange[] {
  const attributes = distinct([before, after], ({ attributes, destination }) =>
    attributes.map((row) => writeHolder(destination, row.destination)),
  );
  const products = distinct([before, after], (path) => path.products.map(({ source }) => itemLabel(source)));
  return [
    ...products.map((name): FieldChange => [`${name} becomes`, becomes(before, name), becomes(after, name)]),
    ...attributes.map(
      (name): FieldChange => [`${name} from`, sourcesOf(before, name), sourcesOf(after, name)],
    ),
  ];
}

function distinct(paths: readonly MappedPath[], names: (path: MappedPath) => readonly string[]): string[] {
  return [...new Set(paths.flatMap(names))].sort();
}

function sourcesOf({ source, destination, attributes }: MappedPath, to: string): string | undefined {
  const from = attributes
    .filter((row) => writeHolder(destination, row.destination) === to)
    .map((row) => writeHolder(source, row.source));
  return from.length === 0 ? undefined : from.join(', ');
}

function becomes({ products }: MappedPath, product: string): string | undefined {
  const row = products.find(({ source }) => itemLabel(source) === product);
  return row === undefined ? undefined : itemLabel(row.destination);
}

function written(own: MappedPath['destination'], { destination }: GridRow): string {
  return writeHolder(own, { item: destination.item, attribute: destination.attribute.name });
}

function filling(
  { paint }: Terminal,
  own: MappedPath['source'],
  { sources, destination, missing }: GridRow,
): Printable | null {
  const { name, defaultValue } = destination.attribute;
  if (sources.length > 0) {
    const holders = sources.map((from) =>
      from.attribute === name ? writeHolder(own, from) : paint.strong(writeHolder(own, from)),
    );
    return joined(holders, ', ');
  }
  if (defaultValue !== null) return paint.faint(`default: ${defaultValue}`);
  return missing ? paint.warning('nothing') : null;
}
