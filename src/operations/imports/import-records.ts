// What all imports have in common: records become staged rows as they are read, and rejected ones are told in the end.
import type { LoadedRow } from '../../database/row-stream.ts';
import {
  namesInWords,
  type RecordFile,
  type RecordShape,
  type RejectedRecord,
} from '../../domain/imports/record-file.ts';
import type { RecordValues } from '../../domain/imports/record-values.ts';
import { problemText, TierctlError } from '../../domain/tierctl-error.ts';
import {
  countStaged,
  listRejected,
  rejectedRecords,
  type StagedCounts,
  type Staging,
} from '../../store/imports/staging.ts';

export type ImportStep = 'reading' | 'checking' | 'writing';

export interface ImportInput {
  readonly file: RecordFile;
  /** Takes the records that are wrong, by line, and the rest is imported; undefined: one that is wrong refuses them all. */
  readonly skipInvalid: ((records: readonly RejectedRecord[]) => Promise<void>) | undefined;
  /** How many records were read so far, and what is done with them. */
  readonly onProgress: (step: ImportStep, rows: number) => void;
}

export interface ImportResult {
  readonly file: string;
  readonly rows: number;
  readonly imported: number;
  /** There already, just as they say. */
  readonly unchanged: number;
  /** Left out because they are wrong. */
  readonly rejected: number;
  /** Names of columns, or members, whose values an import cannot make so; empty where nothing is imported. */
  readonly notImported: readonly string[];
}

export interface Reader {
  /** A record's own columns. Throws whatever TierctlError says what is wrong with it. */
  readonly read: (values: RecordValues) => LoadedRow;
  /** The columns of a record that is wrong. */
  readonly blank: LoadedRow;
}

const LONGEST_PROBLEM = 500;
const LISTED = 20;

/** Staged rows, in the portions in which the file gives its records. */
export async function* stagedRows(
  { file, skipInvalid, onProgress }: ImportInput,
  { read, blank }: Reader,
): AsyncGenerator<readonly LoadedRow[]> {
  let count = 0;
  for await (const records of file.records()) {
    const rows = records.map(({ line, values, cells, problem }): LoadedRow => {
      const source = skipInvalid === undefined ? null : JSON.stringify(cells);
      if (problem !== undefined) return [line, problem.code, withoutNul(problem.message), source, ...blank];
      try {
        return [line, null, null, source, ...read(values)];
      } catch (error) {
        if (!(error instanceof TierctlError)) throw error;
        return [line, error.code, withoutNul(problemText(error)), source, ...blank];
      }
    });
    yield rows;
    count += rows.length;
    onProgress('reading', count);
  }
  onProgress('checking', count);
}

/**
 * Counts what was staged and judged, and hands over what is wrong; `known` is the column that is filled where a
 * record is there already, and `remedies` says by code what helps against a problem. Throws `refused`
 * (`records-invalid`) where something is wrong and nobody takes it.
 */
export async function concludeChecks(
  staging: Staging,
  { file, skipInvalid, onProgress }: ImportInput,
  known: string,
  remedies: Readonly<Record<string, string>>,
): Promise<ImportResult> {
  const counts = await countStaged(staging, known);
  if (counts.rejected > 0) {
    if (skipInvalid === undefined)
      throw recordsInvalid(file.name, counts, await listRejected(staging, LISTED), remedies);
    for await (const records of rejectedRecords(staging)) await skipInvalid(records);
  }
  onProgress('writing', counts.rows);
  const imported = counts.rows - counts.rejected - counts.unchanged;
  return { file: file.name, ...counts, imported, notImported: imported === 0 ? [] : file.notImported() };
}

/** What helps against members that there are not. */
export function remedyOfNames(shape: RecordShape): Readonly<Record<string, string>> {
  return { 'unknown-member': `the members of a record are ${namesInWords(shape, shape.nested)}` };
}

function recordsInvalid(
  file: string,
  { rows, rejected }: StagedCounts,
  problems: readonly RejectedRecord[],
  remedies: Readonly<Record<string, string>>,
): TierctlError {
  const codes = [...new Set(problems.map(({ code }) => code))];
  const remedy = codes.flatMap((code) => remedies[code] ?? []).map((text) => `; ${text}`);
  const lines = problems.map(({ line, reason }) => `\nline ${line}: ${reason}`);
  const more = rejected > problems.length ? `\nand ${rejected - problems.length} more` : '';
  return new TierctlError(
    'refused',
    'records-invalid',
    `${rejected} of ${rows} records in ${file} cannot be imported; nothing was written${lines.join('')}${more}`,
    {
      hint: `correct them, or pass --skip-invalid FILE to import the others and have these in that file${remedy.join('')}`,
      data: {
        file,
        rows,
        rejected,
        problems: problems.map(({ line, code, reason }) => ({ line, code, reason })),
      },
    },
  );
}

/** As a server keeps it: what is wrong may be told with the very character that none of them takes. */
function withoutNul(text: string): string {
  const short = text.length > LONGEST_PROBLEM ? `${text.slice(0, LONGEST_PROBLEM - 1)}…` : text;
  return short.replace(/[\0\p{Cs}]/gu, '\ufffd');
}
