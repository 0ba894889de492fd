// RFC 4180, read in a stream: cells in quotes may hold commas, line ends and, doubled, quotes. A line without a quote,
// which is nearly every line of a large file, is just split.
import { TierctlError } from '../../domain/tierctl-error.ts';
import { LONGEST_LINE, type TextLines, tooLong } from './text-lines.ts';

export interface CsvRow {
  /** The line on which it begins. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly problem?: string;
}

/** A row under way: nothing, where it is not complete yet. */
type Quoted = { readonly row: CsvRow; readonly end: number } | undefined;

/** Rows in portions; empty lines are skipped. Throws `refused` (`unclosed-quote`, `bad-csv`, `line-too-long`). */
export async function* csvRows(
  portions: AsyncIterable<TextLines>,
  file: string,
): AsyncGenerator<readonly CsvRow[]> {
  let rest = '';
  let line = 1;
  for await (const portion of portions) {
    if (rest === '') line = portion.line;
    const text = rest + portion.text;
    const rows: CsvRow[] = [];
    let start = 0;
    let quote = text.indexOf('"');
    rest = '';
    while (start < text.length) {
      const newline = text.indexOf('\n', start);
      const end = newline === -1 ? text.length : newline;
      if (quote !== -1 && quote < start) quote = text.indexOf('"', start);
      if (quote === -1 || quote > end) {
        const cells =
          text.charCodeAt(end - 1) === CARRIAGE_RETURN ? text.slice(start, end - 1) : text.slice(start, end);
        if (cells !== '') rows.push({ line, cells: cells.split(',') });
        line += 1;
        start = end + 1;
        continue;
      }
      const found = readQuoted(text, start, line, file);
      if (found === undefined) {
        rest = text.slice(start);
        if (rest.length > LONGEST_LINE) throw tooLong(file, line, ', or its quotation mark is not closed');
        break;
      }
      rows.push(found.row);
      line += lineEnds(text, start, found.end);
      start = found.end;
    }
    if (rows.length > 0) yield rows;
  }
  if (rest !== '') throw unclosed(file, line);
}

const CARRIAGE_RETURN = 13;

function readQuoted(text: string, start: number, line: number, file: string): Quoted {
  const cells: string[] = [];
  let problem: string | undefined;
  let at = start;
  for (;;) {
    let end: number;
    if (text[at] === '"') {
      const closing = closingQuote(text, at + 1);
      if (closing === -1) return undefined;
      cells.push(text.slice(at + 1, closing).replaceAll('""', '"'));
      end = closing + 1;
    } else {
      end = nextOf(text, at);
      const cell = text.slice(at, end).replace(/\r$/, '');
      if (cell.includes('"')) problem = 'a quotation mark stands in a cell that does not begin with one';
      cells.push(cell);
    }
    if (text[end] === ',') {
      at = end + 1;
      continue;
    }
    if (text[end] === '\r' && (text[end + 1] === '\n' || end + 1 === text.length)) end += 1;
    if (end < text.length && text[end] !== '\n') throw afterQuote(file, line + lineEnds(text, start, end));
    const row = problem === undefined ? { line, cells } : { line, cells, problem };
    return { row, end: Math.min(end + 1, text.length) };
  }
}

/** The next comma or line end. */
function nextOf(text: string, at: number): number {
  const comma = text.indexOf(',', at);
  const newline = text.indexOf('\n', at);
  const end = newline === -1 ? text.length : newline;
  return comma === -1 || comma > end ? end : comma;
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}

function lineEnds(text: string, start: number, end: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

function unclosed(file: string, line: number): TierctlError {
  return new TierctlError(
    'refused',
    'unclosed-quote',
    `${file}, line ${line}: a quotation mark is opened and never closed; nothing was written`,
    { data: { file, line } },
  );
}

function afterQuote(file: string, line: number): TierctlError {
  return new TierctlError(
    'refused',
    'bad-csv',
    `${file}, line ${line}: after a closing quotation mark comes neither a comma nor the end of the line; nothing was written`,
    { hint: 'write a quotation mark within quotes twice: ""', data: { file, line } },
  );
}
