// RFC 4180: CRLF, quotes where they are needed. Cells that look like a formula are left as they are: a program that
// reads the file must get the value that is stored. Only control characters, which no command takes and CSV cannot escape,
// come as JSON spells them.
import { escaped } from './hidden-characters.ts';
import { type SafeText, safe } from './safe-text.ts';

export type Csv = SafeText<'csv'>;

/** Line breaks and tabs are text; a carriage return alone is none of them. */
const CONTROL = /[^\P{Cc}\t\n\r]|\r(?!\n)/gu;

type Cells = ReadonlyMap<string, unknown>;

/** A header and one row for each record. Nested members become columns such as `item.articleNumber`. */
export function csv(records: readonly object[], columns?: readonly string[]): Csv {
  const rows = records.map((record) => flatten(record));
  const header = columns ?? [...new Set(rows.flatMap((row) => [...row.keys()]))];
  if (header.length === 0) return safe('');
  return csvLines([header, ...rows.map((row) => header.map((column) => row.get(column)))]);
}

/** The rows alone, under `columns` that were printed before. */
export function csvRows(records: readonly object[], columns: readonly string[]): Csv {
  return csvLines(
    records.map((record) => {
      const row = flatten(record);
      return columns.map((column) => row.get(column));
    }),
  );
}

function csvLines(rows: readonly (readonly unknown[])[]): Csv {
  return safe(rows.map((cells) => csvLine(cells).replace(CONTROL, escaped)).join(''));
}

/** One row of cells, as they are: for files that are read back. */
export function csvLine(cells: readonly unknown[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function flatten(record: object): Cells {
  const cells = new Map<string, unknown>();
  const visit = (value: object, prefix: string): void => {
    for (const [name, member] of Object.entries(value)) {
      if (member !== null && typeof member === 'object' && !Array.isArray(member))
        visit(member, `${prefix}${name}.`);
      else cells.set(`${prefix}${name}`, member);
    }
  };
  visit(record, '');
  return cells;
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
