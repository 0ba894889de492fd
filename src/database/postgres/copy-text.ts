// The text format of COPY: a line a row, tabs between columns, `\N` for null.
import type { LoadedRow, LoadedValue, RowStream } from '../row-stream.ts';

/** Characters that a portion of text has before it is sent, if only it is that long. */
const PORTION = 64 * 1024;

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** The rows as text, in portions of some 64 K characters. */
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
