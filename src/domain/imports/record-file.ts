// Files of records, such as CSV and NDJSON, as an import sees them: where each record stands, and what it says.

import type { RecordCode } from './record-codes.ts';

/** One record, in any file format. */
export interface FileRecord {
  /** The line on which it begins, counted from 1. */
  readonly line: number;
  /** By column or member; empty cells are absent. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The unparsed cells, by the columns of the file. */
  readonly cells: readonly string[];
  /** The error in its shape; such a record has no values. */
  readonly problem?: RecordProblem | undefined;
}

export interface RecordProblem {
  readonly code: RecordCode;
  readonly message: string;
}

/** The allowed and required columns of a file of records. */
export interface RecordShape {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Prefixes of names that have two parts, such as `attribute.`. */
  readonly prefixes: readonly string[];
  /** Members that only a structured format can have. */
  readonly nested: readonly string[];
  readonly listed: ListedNames;
}

/** Columns that only the program's own lists have, so that lists can be imported unchanged. */
export interface ListedNames {
  /** Maps a column name of a list to the name here. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Columns that repeat others, or follow from them. */
  readonly repeated: readonly string[];
  /** Cannot be imported; where a record says it, the result says so. */
  readonly notImported: readonly string[];
}

/** `account, item and start, and if needed end, path`: the columns of CSV, and with `nested` the members of NDJSON. */
export function namesInWords(
  { required, optional, prefixes }: RecordShape,
  nested: readonly string[] = [],
): string {
  const others = [...optional, ...prefixes.map((prefix) => `${prefix}NAME`), ...nested];
  const needed =
    required.length < 2 ? required.join('') : `${required.slice(0, -1).join(', ')} and ${required.at(-1)}`;
  return others.length === 0 ? needed : `${needed}, and if needed ${others.join(', ')}`;
}

export interface RecordFile {
  /** For messages, such as `subscriptions.csv` or `standard input`. */
  readonly name: string;
  /** The columns of the cells; known after the first record is read. */
  columns(): readonly string[];
  /** What records said that cannot be imported, by name; known once all of them have been read. */
  notImported(): readonly string[];
  /**
   * All records, in portions. Throws `refused` where the file as a whole cannot be read (`bad-header`,
   * `bad-encoding`, `bad-csv`, `unclosed-quote`, `line-too-long`), `busy` (`input-consumed`) where it was read before
   * and cannot be read again.
   */
  records(): AsyncIterable<readonly FileRecord[]>;
}

/** What an import left out, and why. */
export interface RejectedRecord {
  readonly line: number;
  readonly code: string;
  readonly reason: string;
  readonly cells: readonly string[];
}
