// RFC 4180 by csv-parse. It is written to portion by portion, and each row is taken from it while its counters still
// speak of that row; asking it for a copy of them with every row (`on_record`, `info`) takes twice the time.
import { CsvError, Parser } from 'csv-parse';
import { TierctlError } from '../../domain/tierctl-error.ts';
import { LONGEST_LINE, type TextLines, tooLong } from './text-lines.ts';

export interface CsvRow {
  /** The line on which it begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Rows in portions; empty lines are skipped. Throws `refused` (`unclosed-quote`, `bad-csv`, `line-too-long`). */
export async function* csvRows(
  portions: AsyncIterable<TextLines>,
  file: string,
): AsyncGenerator<readonly CsvRow[]> {
  const parser = new RowParser();
  // Whoever writes is told the error, too.
  parser.on('error', () => undefined);
  const parsed = async (
    write: (done: (error?: Error | null) => void) => void,
  ): Promise<readonly CsvRow[]> => {
    await new Promise<void>((resolve, reject) => {
      write((error) => (error ? reject(translate(error, file, parser.line)) : resolve()));
    });
    return parser.takeRows();
  };
  for await (const { text } of portions) {
    const rows = await parsed((done) => parser.write(text, done));
    if (rows.length > 0) yield rows;
  }
  const rows = await parsed((done) => parser.end(done));
  if (rows.length > 0) yield rows;
}

class RowParser extends Parser {
  #rows: CsvRow[] = [];
  /** Of the lines so far, those that rows have: csv-parse's own count takes a CRLF within quotes for two. */
  #lines = 0;

  constructor() {
    super({
      record_delimiter: ['\r\n', '\n'],
      skip_empty_lines: true,
      relax_column_count: true,
      max_record_size: LONGEST_LINE,
    });
  }

  /** On which the row that comes next, or is under way, begins. */
  get line(): number {
    return this.#lines + this.info.empty_lines + 1;
  }

  takeRows(): readonly CsvRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  /** Called with each row, and with nothing at the end. */
  override push(cells: readonly string[] | null): boolean {
    if (cells === null) return super.push(null);
    this.#rows.push({ line: this.line, cells });
    this.#lines += 1 + lineEnds(cells);
    return true;
  }
}

function lineEnds(cells: readonly string[]): number {
  let lines = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) lines += 1;
  }
  return lines;
}

/** `line` is that on which the row begins: where a quotation mark is wrong, that is above the place where it shows. */
function translate(error: Error, file: string, line: number): Error {
  if (!(error instanceof CsvError)) return error;
  switch (error.code) {
    case 'CSV_MAX_RECORD_SIZE':
      return tooLong(file, line, ', or its quotation mark is not closed');
    case 'CSV_QUOTE_NOT_CLOSED':
      return refused('unclosed-quote', 'a quotation mark is opened and never closed', file, line, error);
    case 'CSV_INVALID_CLOSING_QUOTE':
      return refused(
        'bad-csv',
        'after a closing quotation mark comes neither a comma nor the end of the line',
        file,
        line,
        error,
      );
    case 'INVALID_OPENING_QUOTE':
      return refused(
        'bad-csv',
        'a quotation mark stands in a cell that does not begin with one',
        file,
        line,
        error,
      );
    default:
      return error;
  }
}

function refused(code: string, why: string, file: string, line: number, cause: Error): TierctlError {
  return new TierctlError('refused', code, `${file}, line ${line}: ${why}; nothing was written`, {
    ...(code === 'bad-csv' && {
      hint: 'put such a cell in quotation marks, and write each one within it twice: ""',
    }),
    cause,
    data: { file, line },
  });
}
