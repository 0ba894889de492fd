// Problems of a file of records as a whole; nothing of it was written.
import { problem } from '../../domain/problem.ts';
import type { TierctlError } from '../../domain/tierctl-error.ts';

/** The format of the records is neither given nor in the name of the file. Fix: pass `--format csv` or `--format ndjson`. */
export function formatUnknown(file: string, what: string): TierctlError {
  return problem('usage', 'format-unknown', `the format of ${what} is unknown`, {
    hint: 'pass --format csv or --format ndjson',
    data: { file },
  });
}

/** Another transaction was in the way, and standard input cannot be read again. Fix: run the command again. */
export function inputConsumed(): TierctlError {
  const message = 'another transaction caused a conflict, and standard input cannot be read twice';
  return problem('busy', 'input-consumed', message, { hint: 'nothing was written; try again' });
}

/** The header of a CSV file has unknown, missing or repeated columns. Fix: correct it; see [import.md](import.md). */
export function badHeader(file: string, line: number, why: string, hint: string): TierctlError {
  return problem('refused', 'bad-header', nothingWritten(file, line, why), {
    hint: `${hint}; see docs/import.md`,
    data: { file, line },
  });
}

/** The columns of a CSV file are not separated by commas. Fix: save it with commas. */
export function badSeparator(file: string, line: number, why: string, hint: string): TierctlError {
  return problem('refused', 'bad-separator', nothingWritten(file, line, why), { hint, data: { file, line } });
}

/** A quotation mark of a CSV file is never closed. Fix: close it, or double a quotation mark that belongs to the cell. */
export function unclosedQuote(file: string, line: number, cause: Error): TierctlError {
  const message = nothingWritten(file, line, 'a quotation mark is never closed');
  return problem('refused', 'unclosed-quote', message, { cause, data: { file, line } });
}

/** A quotation mark of a CSV file is where none may be. Fix: put the cell in quotation marks, and double those within. */
export function badCsv(file: string, line: number, why: string, cause: Error): TierctlError {
  return problem('refused', 'bad-csv', nothingWritten(file, line, why), {
    hint: 'put the cell in quotation marks, and double each quotation mark within it: ""',
    cause,
    data: { file, line },
  });
}

/** A line of a file of records is too long; a quotation mark may be open. Fix: look at the line that the message names. */
export function lineTooLong(file: string, line: number, why: string): TierctlError {
  return problem('refused', 'line-too-long', nothingWritten(file, line, why), { data: { file, line } });
}

/** A file of records is not UTF-8. Fix: save it as UTF-8. */
export function badEncoding(
  file: string,
  line: number,
  why: string,
  hint: string,
  cause: unknown,
): TierctlError {
  return problem('refused', 'bad-encoding', nothingWritten(file, line, why), {
    hint,
    cause,
    data: { file, line },
  });
}

function nothingWritten(file: string, line: number, why: string): string {
  return `${file}, line ${line}: ${why}; nothing was written`;
}
