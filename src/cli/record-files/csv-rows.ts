// RFC 4180 by csv-parse. It is written to portion by portion, and each row is taken from it while its counters still
// speak of that row; asking it for a copy of them with every row (`on_record`, `info`) takes twice the time. A portion without
// quotation marks needs no parser, and takes a fifth of the time without one.
import { CsvError, Parser } from 'csv-parse';
import { TierctlError } from '../../domain/tierctl-error.ts';
import { LONGEST_LINE, type TextLines, tooLong } from './text-lines.ts';

const QUOTE = '"';

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
  let parser: RowParser | undefined;
  // Whether a quotation mark is open, and with it a row that goes on in the next portion.
  let open = false;
  for await (const portion of portions) {
    const marks = count(portion.text, QUOTE);
    if (marks === 0 && !open) {
      if (parser !== undefined) yield await parser.finish(file);
      parser = undefined;
      yield plainRows(portion);
    } else {
      parser ??= new RowParser(portion.line);
      yield await parser.parse(portion.text, file);
      if (marks % 2 === 1) open = !open;
    }
  }
  if (parser !== undefined) yield await parser.finish(file);
}

/** Rows of whole lines that have no quotation mark. */
function plainRows({ text, line: first }: TextLines): readonly CsvRow[] {
  const rows: CsvRow[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const row = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (row !== '') rows.push({ line: first + index, cells: row.split(',') });
  }
  return rows;
}

type Done = (error?: Error | null) => void;

/** One for lines that begin and end between rows: it keeps its last row until more comes, or the end. */
class RowParser extends Parser {
  #rows: CsvRow[] = [];
  /** Of the lines so far, those that rows have: csv-parse's own count takes a CRLF within quotes for two. */
  #lines: number;

  constructor(firstLine: number) {
    super({
      record_delimiter: ['\r\n', '\n'],
      skip_empty_lines: true,
      relax_column_count: true,
      max_record_size: LONGEST_LINE,
    });
    this.#lines = firstLine - 1;
    // Whoever writes is told the error, too.
    this.on('error', () => undefined);
  }

  parse(text: string, file: string): Promise<readonly CsvRow[]> {
    return this.#give((done) => this.write(text, done), file);
  }

  /** The rows that it still has, the last among them. */
  finish(file: string): Promise<readonly CsvRow[]> {
    return this.#give((done) => this.end(done), file);
  }

  /** Called with each row, and with nothing at the end. */
  override push(cells: readonly string[] | null): boolean {
    if (cells === null) return super.push(null);
    this.#rows.push({ line: this.#line, cells });
    this.#lines += 1;
    for (const cell of cells) this.#lines += count(cell, '\n');
    return true;
  }

  async #give(give: (done: Done) => void, file: string): Promise<readonly CsvRow[]> {
    await new Promise<void>((resolve, reject) => {
      give((error) => (error ? reject(translate(error, file, this.#line)) : resolve()));
    });
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  /** On which the row that comes next, or is under way, begins. */
  get #line(): number {
    return this.#lines + this.info.empty_lines + 1;
  }
}

function count(text: string, sign: string): number {
  let found = 0;
  for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) found += 1;
  return found;
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
