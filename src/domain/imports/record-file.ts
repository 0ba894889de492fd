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
  readonly problem?: string | undefined;
}

/** What a file of records may, and must, say. */
export interface RecordShape {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Beginnings of names that are made of two parts, such as `attribute.`. */
  readonly prefixes: readonly string[];
  /** Members that only a format with structure can have. */
  readonly nested: readonly string[];
}

export interface RecordFile {
  /** As people know it, such as `subscriptions.csv` or `standard input`. */
  readonly name: string;
  /** Of the cells; known once the first record has been read. */
  columns(): readonly string[];
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
