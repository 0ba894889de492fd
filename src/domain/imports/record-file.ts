// Files of records, such as CSV and NDJSON, as an import sees them: where each record stands, and what it says.

/** One record, whatever the format of its file. */
export interface FileRecord {
  /** The line on which it begins, counted from 1. */
  readonly line: number;
  /** By column or member; what an empty cell does not say is absent. */
  readonly values: Readonly<Record<string, unknown>>;
  /** As it came, under the columns of its file. */
  readonly cells: readonly string[];
  /** What is wrong with its shape; such a record has no values. */
  readonly problem?: RecordProblem | undefined;
}

export interface RecordProblem {
  readonly code: 'bad-record' | 'unknown-member';
  readonly message: string;
}

/** What a file of records may, and must, say. */
export interface RecordShape {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Beginnings of names that are made of two parts, such as `attribute.`. */
  readonly prefixes: readonly string[];
  /** Members that only a format with structure can have. */
  readonly nested: readonly string[];
  readonly listed: ListedNames;
}

/** What the program's own lists have besides: they can be imported as they are. */
export interface ListedNames {
  /** By what a list calls it: what it is called here. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Says again what others say, or what follows from them. */
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
  /** As people know it, such as `subscriptions.csv` or `standard input`. */
  readonly name: string;
  /** Of the cells; known once the first record has been read. */
  columns(): readonly string[];
  /** What records said that cannot be imported, by name; known once all of them have been read. */
  notImported(): readonly string[];
  /**
   * The records from the first on, in portions. Throws `refused` where the file as a whole cannot be read (`bad-header`,
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
