import { recordFileOf } from '../../src/cli/record-files/open-record-file.ts';
import type { RecordFile, RecordShape, RejectedRecord } from '../../src/domain/imports/record-file.ts';
import { TierctlError } from '../../src/domain/tierctl-error.ts';
import type { ImportInput } from '../../src/operations/imports/import-records.ts';

/** A CSV file of these lines. */
export function csvOf(shape: RecordShape, ...lines: readonly string[]): RecordFile {
  return recordFileOf('records.csv', `${lines.join('\n')}\n`, shape);
}

/** A file of these records, like an NDJSON file. */
export function recordsOf(...values: readonly Readonly<Record<string, unknown>>[]): RecordFile {
  const records = values.map((one, index) => ({
    line: index + 1,
    values: one,
    cells: [JSON.stringify(one)],
  }));
  return {
    name: 'records.ndjson',
    columns: () => ['record'],
    notImported: () => [],
    records: async function* () {
      yield records;
    },
  };
}

export interface Kept {
  readonly input: Omit<ImportInput, 'file'>;
  readonly rejected: RejectedRecord[];
}

/** An import that leaves out what is wrong, and what that was. */
export function keepRejected(): Kept {
  const rejected: RejectedRecord[] = [];
  return {
    rejected,
    input: {
      skipInvalid: async (records) => {
        rejected.push(...records);
      },
      onProgress: () => undefined,
    },
  };
}

/** An import that one wrong record refuses. */
export const STRICT: Omit<ImportInput, 'file'> = { skipInvalid: undefined, onProgress: () => undefined };

/** The problems that a refused import names, as `line code`. */
export async function problemsOf(work: Promise<unknown>): Promise<string[]> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof TierctlError) || error.code !== 'records-invalid') throw error;
    const { problems } = error.data as { problems: { line: number; code: string }[] };
    return problems.map(({ line, code }) => `${line} ${code}`);
  }
  throw new Error('the import was not refused');
}
