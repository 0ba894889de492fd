import type { RecordFile, RejectedRecord } from '../../domain/imports/record-file.ts';
import { REJECTED_COLUMNS } from '../record-files/csv-header.ts';
import { csvLine, escapedControls } from '../safe-text/csv-text.ts';
import type { Draft, ResultFile } from './result-file.ts';

export interface RejectedFile {
  write(records: readonly RejectedRecord[]): Promise<void>;
  /** Moves the written records to the file; without any there is no file. */
  publish(): Promise<void>;
  /** Drops everything written so far. */
  discard(): Promise<void>;
}

/**
 * The file of `--skip-invalid`: `line`, `reason`, and the record's own columns as they were. After correction the file can
 * be imported.
 */
export function rejectedFile(file: ResultFile, source: RecordFile): RejectedFile {
  let draft: Draft | undefined;
  return {
    write: async (records) => {
      if (draft === undefined) {
        draft = await file.draft();
        const columns = source.columns().filter((column) => !isOurs(column));
        await draft.append(csvLine([...REJECTED_COLUMNS, ...columns]));
      }
      const rows = records.map(({ line, reason, cells }) =>
        csvLine([line, escapedControls(reason), ...ownCells(source, cells)]),
      );
      await draft.append(rows.join(''));
    },
    publish: async () => {
      await draft?.publish();
      draft = undefined;
    },
    discard: async () => {
      await draft?.discard();
      draft = undefined;
    },
  };
}

function isOurs(column: string | undefined): boolean {
  return REJECTED_COLUMNS.some((one) => one === column);
}

// If a file of rejected records is imported, its old lines and reasons are dropped.
function ownCells(source: RecordFile, cells: readonly string[]): readonly string[] {
  const columns = source.columns();
  return cells.filter((_, index) => !isOurs(columns[index]));
}
