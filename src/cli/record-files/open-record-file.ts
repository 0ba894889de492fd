import { createReadStream } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import type { RecordFile, RecordShape } from '../../domain/imports/record-file.ts';
import { fileUnreadable } from '../files/problems.ts';
import type { System } from '../system.ts';
import { csvRecords } from './csv-records.ts';
import { csvRows } from './csv-rows.ts';
import { commaSeparated } from './csv-separators.ts';
import { NDJSON_COLUMNS, ndjsonRecords } from './ndjson-records.ts';
import { formatUnknown, inputConsumed } from './problems.ts';
import { textLines } from './text-lines.ts';

export type RecordFormat = 'csv' | 'ndjson';

/** The name of standard input on a command line. */
export const STANDARD_INPUT = '-';

const BY_EXTENSION: Readonly<Record<string, RecordFormat>> = {
  '.csv': 'csv',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
};

/**
 * A file of records, or standard input for `-`; nothing is opened yet. Throws `usage` (`format-unknown`) if neither
 * `format` nor the file extension gives the format.
 */
export function openRecordFile(
  system: Pick<System, 'stdin' | 'cwd'>,
  file: string,
  shape: RecordShape,
  format: RecordFormat | undefined = BY_EXTENSION[extname(file).toLowerCase()],
): RecordFile {
  if (format === undefined) throw formatUnknown(file, file === STANDARD_INPUT ? 'standard input' : file);
  const fromStdin = file === STANDARD_INPUT;
  const name = fromStdin ? 'standard input' : basename(file);
  const bytes = fromStdin ? onlyOnce(system) : () => readFile(resolve(system.cwd, file), file);
  return format === 'csv' ? csvFile(name, bytes, shape) : ndjsonFile(name, bytes, shape);
}

/** A CSV file of the program itself, completely in memory. */
export function recordFileOf(name: string, csv: string, shape: RecordShape): RecordFile {
  return csvFile(name, () => Readable.from([Buffer.from(csv)]), shape);
}

type Bytes = () => AsyncIterable<Uint8Array>;

function csvFile(name: string, bytes: Bytes, shape: RecordShape): RecordFile {
  let columns: readonly string[] = [];
  const notImported = new Set<string>();
  return {
    name,
    columns: () => columns,
    notImported: () => [...notImported],
    records: () => {
      notImported.clear();
      const lines = commaSeparated(textLines(bytes(), name), name, shape);
      return csvRecords(csvRows(lines, name), name, shape, {
        onHeader: (header) => {
          columns = header;
        },
        onNotImported: (column) => notImported.add(column),
      });
    },
  };
}

function ndjsonFile(name: string, bytes: Bytes, shape: RecordShape): RecordFile {
  const notImported = new Set<string>();
  return {
    name,
    columns: () => NDJSON_COLUMNS,
    notImported: () => [...notImported],
    records: () => {
      notImported.clear();
      return ndjsonRecords(textLines(bytes(), name), shape, (member) => notImported.add(member));
    },
  };
}

async function* readFile(path: string, file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || !(error as NodeJS.ErrnoException).syscall) throw error;
    throw fileUnreadable('usage', file, error as NodeJS.ErrnoException);
  }
}

// After a conflict with another transaction the records are read again, and a pipe cannot be read twice.
function onlyOnce({ stdin }: Pick<System, 'stdin'>): Bytes {
  let consumed = false;
  return () => {
    if (consumed) throw inputConsumed();
    consumed = true;
    return stdin.bytes();
  };
}
