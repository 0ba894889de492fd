// Shared by all imports: records become staged rows as they are read, and rejected ones are reported at the end.

import type { LoadedRow } from '../../database/row-stream.ts';
import { recordsInvalid } from '../../domain/imports/problems.ts';
import {
  namesInWords,
  type RecordFile,
  type RecordShape,
  type RejectedRecord,
} from '../../domain/imports/record-file.ts';
import type { RecordValues } from '../../domain/imports/record-values.ts';
import { didYouMean } from '../../domain/suggestion.ts';
import { problemText, TierctlError } from '../../domain/tierctl-error.ts';
import { nearestAccount } from '../../store/accounts/accounts.ts';
import {
  countStaged,
  listRejected,
  listUnknownAccounts,
  rejectedRecords,
  type Staging,
} from '../../store/imports/staging.ts';

export type ImportStep = 'reading' | 'checking' | 'writing';

export interface ImportInput {
  readonly file: RecordFile;
  /** Receives the invalid records by line, and the others are imported; undefined: one invalid record rejects the file. */
  readonly skipInvalid: ((records: readonly RejectedRecord[]) => Promise<void>) | undefined;
  /** Reports the number of records read so far, and the current step. */
  readonly onProgress: (step: ImportStep, rows: number) => void;
}

export interface ImportResult {
  readonly file: string;
  readonly rows: number;
  readonly imported: number;
  /** Records that already exist with the same values. */
  readonly unchanged: number;
  /** Skipped because they are invalid. */
  readonly rejected: number;
  /** Names of columns, or members, whose values an import cannot set; empty if nothing is imported. */
  readonly notImported: readonly string[];
}

export interface RecordReader {
  /** The columns of a record. Throws a TierctlError for an invalid one. */
  readonly read: (values: RecordValues) => LoadedRow;
  /** The columns of an invalid record. */
  readonly blank: LoadedRow;
}

const LONGEST_PROBLEM = 500;
const LISTED = 20;

/** Staged rows, in the portions in which the file is read. */
export async function* stagedRows(
  { file, skipInvalid, onProgress }: ImportInput,
  { read, blank }: RecordReader,
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
 * Counts the staged and checked records, and passes on the invalid ones. `known` is the column that is set if a
 * record already exists, and `remedies` maps the code of a problem to its fix. Throws `refused`
 * (`records-invalid`) if a record is invalid and there is no receiver for it.
 */
export async function concludeChecks(
  staging: Staging,
  { file, skipInvalid, onProgress }: ImportInput,
  known: string,
  remedies: Readonly<Record<string, string>>,
): Promise<ImportResult> {
  const counts = await countStaged(staging, known);
  if (counts.rejected > 0) {
    if (skipInvalid === undefined) {
      const problems = await listProblems(staging);
      throw recordsInvalid(file.name, counts, problems, remediesOf(problems, remedies));
    }
    for await (const records of rejectedRecords(staging)) await skipInvalid(records);
  }
  onProgress('writing', counts.rows);
  const imported = counts.rows - counts.rejected - counts.unchanged;
  return { file: file.name, ...counts, imported, notImported: imported === 0 ? [] : file.notImported() };
}

/** The first rejected records; an unknown account with the id that it most likely meant. */
async function listProblems(staging: Staging): Promise<RejectedRecord[]> {
  const problems = await listRejected(staging, LISTED);
  const unknown = problems.filter(({ code }) => code === 'account-not-found').map(({ line }) => line);
  const accounts = await listUnknownAccounts(staging, unknown);
  const nearest = new Map<string, string>();
  for (const id of new Set(accounts.values())) {
    nearest.set(id, didYouMean(await nearestAccount(staging.session, id)));
  }
  return problems.map((problem) => {
    const account = accounts.get(problem.line);
    const question = account === undefined ? '' : (nearest.get(account) ?? '');
    return { ...problem, reason: `${problem.reason}${question}` };
  });
}

/** The fix for unknown members. */
export function remedyOfNames(shape: RecordShape): Readonly<Record<string, string>> {
  return { 'unknown-member': `the members of a record are ${namesInWords(shape, shape.nested)}` };
}

function remediesOf(
  problems: readonly RejectedRecord[],
  remedies: Readonly<Record<string, string>>,
): string[] {
  return [...new Set(problems.map(({ code }) => code))].flatMap((code) => remedies[code] ?? []);
}

/** In a form that a server can store: a problem may quote the very character that no server accepts. */
function withoutNul(text: string): string {
  const short = text.length > LONGEST_PROBLEM ? `${text.slice(0, LONGEST_PROBLEM - 1)}…` : text;
  return short.replace(/[\0\p{Cs}]/gu, '\ufffd');
}
