import type { FileRecord, RecordShape } from '../../domain/imports/record-file.ts';
import { counted } from '../../domain/wording.ts';
import { type CsvColumn, emptyFile, holdsNdjson, readHeader } from './csv-header.ts';
import type { CsvRow } from './csv-rows.ts';
import { otherSeparator } from './csv-separators.ts';
import { NDJSON_COLUMNS, ndjsonRecord } from './ndjson-records.ts';
import { quoted, RecordNames } from './record-names.ts';

/** Callbacks while a file is read. */
export interface CsvReader {
  /** Called once, with the columns. */
  readonly onHeader: (columns: readonly string[]) => void;
  /** Called for a value that cannot be imported. */
  readonly onNotImported: (column: string) => void;
}

/** The rows under a header as records. Throws `refused` (`bad-header`). */
export async function* csvRecords(
  portions: AsyncIterable<readonly CsvRow[]>,
  file: string,
  shape: RecordShape,
  reader: CsvReader,
): AsyncGenerator<readonly FileRecord[]> {
  let read: ((row: CsvRow) => FileRecord) | undefined;
  for await (const portion of portions) {
    let rows = portion;
    if (read === undefined) {
      const [header, ...others] = portion;
      if (header === undefined) continue;
      read = rowReader(header, file, shape, reader);
      reader.onHeader(header.cells);
      rows = others;
    }
    yield rows.map(read);
  }
  if (read === undefined) throw emptyFile(file);
}

function rowReader(header: CsvRow, file: string, shape: RecordShape, reader: CsvReader) {
  if (holdsNdjson(header.cells)) return rejectedNdjson(header.cells, shape, reader);
  const columns = readHeader(header, file, shape);
  return ({ line, cells }: CsvRow): FileRecord => {
    if (cells.length !== columns.length) {
      const problem = { code: 'bad-record', message: wrongLength(cells, columns) } as const;
      return { line, cells, values: {}, problem };
    }
    const values: Record<string, string> = {};
    for (const [index, { name, use }] of columns.entries()) {
      const cell = cells[index];
      if (cell === undefined || cell === '') continue;
      if (typeof use === 'object') values[use.as] = cell;
      else if (use === 'not-imported') reader.onNotImported(name);
    }
    return { line, cells, values };
  };
}

/** Rows with one rejected NDJSON record each. */
function rejectedNdjson(columns: readonly string[], shape: RecordShape, reader: CsvReader) {
  const names = new RecordNames(shape, shape.nested);
  const at = columns.indexOf(NDJSON_COLUMNS[0]);
  return ({ line, cells }: CsvRow): FileRecord => ({
    ...ndjsonRecord(cells[at] ?? '', line, names, reader.onNotImported),
    cells,
  });
}

function wrongLength(cells: readonly string[], columns: readonly CsvColumn[]): string {
  const [only = ''] = cells;
  const counts = `it has ${counted(cells.length, 'cell')}, and the header has ${columns.length}`;
  const between = cells.length === 1 ? otherSeparator(only, columns.length) : undefined;
  if (between !== undefined) return `${counts}: it is separated by ${between}; commas are required`;
  if (cells.length < columns.length) {
    const missing = columns.slice(cells.length).map(({ name }) => quoted(name));
    return `${counts}: cells are missing for ${missing.join(', ')}`;
  }
  const beyond = cells.slice(columns.length);
  return beyond.every((cell) => cell.trim() === '')
    ? `${counts}: remove the commas at the end`
    : `${counts}: ${beyond.map(quoted).join(', ')} is extra; put a cell that contains a comma in quotation marks`;
}
