// The text format of COPY: one line per row, tabs between columns, `\N` for null.
import type { LoadedRow, LoadedValue, RowStream } from '../row-stream.ts';

/** The minimum number of characters in a portion of text, except the last. */
const PORTION = 64 * 1024;

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** The rows as text, in portions of about 64 K characters. */
export async function* copyText({ portions }: RowStream): AsyncGenerator<string> {
  let text = '';
  for await (const rows of portions) {
    for (const row of rows) {
      text += copyLine(row);
      if (text.length < PORTION) continue;
      yield text;
      text = '';
    }
  }
  if (text !== '') yield text;
}

export function copyLine(row: LoadedRow): string {
  return `${row.map(copyValue).join('\t')}\n`;
}

function copyValue(value: LoadedValue): string | number {
  if (value === null) return '\\N';
  if (typeof value === 'number' || !/[\\\t\n\r]/.test(value)) return value;
  return value.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? '');
}
