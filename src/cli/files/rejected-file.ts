import { constants } from 'node:fs';
import { access, appendFile, stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { RecordFile, RejectedRecord } from '../../domain/imports/record-file.ts';
import { TierctlError } from '../../domain/tierctl-error.ts';
import { REJECTED_COLUMNS } from '../record-files/csv-header.ts';
import { csvLine } from '../safe-text/csv-text.ts';
import { writeResultFile } from './written-file.ts';

export interface RejectedFile {
  /** Forgets what an earlier attempt has written. */
  begin(): void;
  write(records: readonly RejectedRecord[]): Promise<void>;
}

/**
 * Where `--skip-invalid` puts what it skips: `line`, `reason`, and the record's own columns. The file comes to be with the
 * first of them. Throws `conflict` (`file-exists`) where it is there already, unless `replace`.
 */
export async function rejectedFile(
  cwd: string,
  file: string,
  source: RecordFile,
  { replace }: { readonly replace: boolean },
): Promise<RejectedFile> {
  const path = resolve(cwd, file);
  if (!replace && (await exists(path))) await writeResultFile(cwd, file, '', { replace: false });
  let state: 'new' | 'begun' | 'stale' = 'new';
  return {
    begin: () => {
      if (state === 'begun') state = 'stale';
    },
    write: async (records) => {
      if (state !== 'begun') {
        const columns = source.columns().filter((column) => !isOurs(column));
        const header = csvLine([...REJECTED_COLUMNS, ...columns]);
        if (state === 'new') await writeResultFile(cwd, file, header, { replace });
        else await writeFile(path, header);
        state = 'begun';
      }
      const rows = records.map(({ line, reason, cells }) =>
        csvLine([line, reason, ...ownCells(source, cells)]),
      );
      await appendFile(path, rows.join(''));
    },
  };
}

/** Throws `usage` (`rejected-into-itself`) where both are one file, by whichever names: a dry run would empty it. */
export async function refuseSameFile(cwd: string, imported: string, rejected: string): Promise<void> {
  const [one, other] = await Promise.all([imported, rejected].map((file) => identity(resolve(cwd, file))));
  if (one === undefined || one !== other) return;
  throw new TierctlError(
    'usage',
    'rejected-into-itself',
    `${rejected} is the file that is imported: its records would be lost`,
    { hint: 'name another file for the records that are wrong', data: { file: rejected } },
  );
}

async function identity(path: string): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found === undefined ? undefined : `${found.dev}:${found.ino}`;
}

function isOurs(column: string | undefined): boolean {
  return REJECTED_COLUMNS.some((one) => one === column);
}

// A file of rejected records that is imported once more has told its old lines and reasons.
function ownCells(source: RecordFile, cells: readonly string[]): readonly string[] {
  const columns = source.columns();
  return cells.filter((_, index) => !isOurs(columns[index]));
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path, constants.F_OK);
    return true;
  } catch {
    return false;
  }
}
