// RFC 4180 by csv-parse. Text is written to it in portions, and each row is taken while the parser's counters still describe
// that row: asking for a copy of the counters with every row (`on_record`, `info`) doubles the time. A portion without
// quotation marks is split without the parser, in a fifth of the time.

import { CsvError, Parser } from 'csv-parse';
import { badCsv, unclosedQuote } from './problems.ts';
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
  // Whether a quotation mark is open, so that the row continues in the next portion.
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

/** Rows of whole lines without quotation marks. */
function plainRows({ text, line: first }: TextLines): readonly CsvRow[] {
  const rows: CsvRow[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const row = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (row !== '') rows.push({ line: first + index, cells: row.split(',') });
  }
  return rows;
}

type Done = (error?: Error | null) => void;

/** For lines that begin and end between rows. It keeps its last row until more text or the end comes. */
class RowParser extends Parser {
  #rows: CsvRow[] = [];
  /** The lines of the rows so far: csv-parse itself counts a CRLF within quotes as two lines. */
  #lines: number;

  constructor(firstLine: number) {
    super({
      record_delimiter: ['\r\n', '\n'],
      skip_empty_lines: true,
      relax_column_count: true,
      max_record_size: LONGEST_LINE,
    });
    this.#lines = firstLine - 1;
    // The writer gets the error too.
    this.on('error', () => undefined);
  }

  parse(text: string, file: string): Promise<readonly CsvRow[]> {
    return this.#give((done) => this.write(text, done), file);
  }

  /** The remaining rows, including the last. */
  finish(file: string): Promise<readonly CsvRow[]> {
    return this.#give((done) => this.end(done), file);
  }

  /** Called with each row, and without one at the end. */
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

  /** The line on which the next or current row begins. */
  get #line(): number {
    return this.#lines + this.info.empty_lines + 1;
  }
}

function count(text: string, sign: string): number {
  let found = 0;
  for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) found += 1;
  return found;
}

/** `line` is the first line of the row. A wrong quotation mark may show up further down. */
function translate(error: Error, file: string, line: number): Error {
  if (!(error instanceof CsvError)) return error;
  switch (error.code) {
    case 'CSV_MAX_RECORD_SIZE':
      return tooLong(file, line, ', or its quotation mark is not closed');
    case 'CSV_QUOTE_NOT_CLOSED':
      return unclosedQuote(file, line, error);
    case 'CSV_INVALID_CLOSING_QUOTE':
      return badCsv(
        file,
        line,
        'a closing quotation mark must be followed by a comma or the end of the line',
        error,
      );
    case 'INVALID_OPENING_QUOTE':
      return badCsv(file, line, 'a cell contains a quotation mark but does not begin with one', error);
    default:
      return error;
  }
}
