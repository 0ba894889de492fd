import type { FileRecord, RecordShape } from '../../domain/imports/record-file.ts';
import { suggest } from '../../domain/suggestion.ts';
import { TierctlError } from '../../domain/tierctl-error.ts';
import type { CsvRow } from './csv-rows.ts';

/** What a file of rejected records has beside its own columns: once corrected, it can be imported as it is. */
export const REJECTED_COLUMNS = ['line', 'reason'] as const;

/** The rows under a header as records. Throws `refused` (`bad-header`). `onHeader` is told the columns. */
export async function* csvRecords(
  portions: AsyncIterable<readonly CsvRow[]>,
  file: string,
  shape: RecordShape,
  onHeader: (columns: readonly string[]) => void,
): AsyncGenerator<readonly FileRecord[]> {
  let columns: readonly string[] | undefined;
  for await (const portion of portions) {
    let rows = portion;
    if (columns === undefined) {
      const [header, ...others] = portion;
      if (header === undefined) continue;
      columns = checkHeader(header, file, shape);
      onHeader(columns);
      rows = others;
    }
    const header = columns;
    yield rows.map((row) => toRecord(row, header));
  }
  if (columns === undefined) throw badHeader(file, 1, 'the file is empty: it has no header');
}

function toRecord({ line, cells }: CsvRow, columns: readonly string[]): FileRecord {
  if (cells.length !== columns.length) {
    const wrong = `it has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, and the header has ${columns.length}`;
    return { line, cells, values: {}, problem: wrong };
  }
  const values: Record<string, string> = {};
  for (const [index, column] of columns.entries()) {
    const cell = cells[index];
    if (cell !== undefined && cell !== '') values[column] = cell;
  }
  return { line, cells, values };
}

function checkHeader({ line, cells }: CsvRow, file: string, shape: RecordShape): readonly string[] {
  const known = [...shape.required, ...shape.optional, ...REJECTED_COLUMNS];
  const seen = new Set<string>();
  for (const column of cells) {
    if (seen.has(column)) throw badHeader(file, line, `the column "${column}" comes twice`);
    seen.add(column);
    if (known.includes(column)) continue;
    if (shape.prefixes.some((prefix) => column.startsWith(prefix) && column.length > prefix.length)) continue;
    const near = suggest(column, known);
    const question = near === undefined ? '' : `; did you mean ${near}?`;
    throw badHeader(file, line, `there is no column ${JSON.stringify(column)}${question}`);
  }
  const missing = shape.required.find((column) => !seen.has(column));
  if (missing !== undefined) throw badHeader(file, line, `the column "${missing}" is missing`);
  return cells;
}

function badHeader(file: string, line: number, why: string): TierctlError {
  return new TierctlError('refused', 'bad-header', `${file}, line ${line}: ${why}; nothing was written`, {
    hint: 'the first line names the columns; see docs/import.md',
    data: { file, line },
  });
}
