// RFC 4180: CRLF, quotes where needed. Cells that look like a formula are not changed: a program that reads the file must
// get the stored value. Only control characters, which no command accepts and CSV cannot escape, are written as in
// JSON.
import { escaped } from './hidden-characters.ts';
import { type SafeText, safe } from './safe-text.ts';

export type Csv = SafeText<'csv'>;

/** Line breaks and tabs are allowed; a lone carriage return is not. */
const CONTROL = /[^\P{Cc}\t\n\r]|\r(?!\n)/gu;

type Cells = ReadonlyMap<string, unknown>;

/** A header and one row for each record. Nested members become columns such as `item.articleNumber`. */
export function csv(records: readonly object[], columns?: readonly string[]): Csv {
  const rows = records.map((record) => flatten(record));
  const header = columns ?? [...new Set(rows.flatMap((row) => [...row.keys()]))];
  if (header.length === 0) return safe('');
  return csvLines([header, ...rows.map((row) => header.map((column) => row.get(column)))]);
}

/** Only the rows, for `columns` that were printed before. */
export function csvRows(records: readonly object[], columns: readonly string[]): Csv {
  return csvLines(
    records.map((record) => {
      const row = flatten(record);
      return columns.map((column) => row.get(column));
    }),
  );
}

function csvLines(rows: readonly (readonly unknown[])[]): Csv {
  return safe(rows.map((cells) => escapedControls(csvLine(cells))).join(''));
}

/** Escapes control characters except tabs and line breaks. */
export function escapedControls(text: string): string {
  return text.replace(CONTROL, escaped);
}

/** One row of unchanged cells, for files that are read back. */
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
