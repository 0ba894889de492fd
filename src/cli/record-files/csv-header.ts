// The first line of a CSV file. All its problems are reported at once, with the known columns.

import { namesInWords, type RecordShape } from '../../domain/imports/record-file.ts';
import type { TierctlError } from '../../domain/tierctl-error.ts';
import { inList } from '../../domain/wording.ts';
import type { CsvRow } from './csv-rows.ts';
import { NDJSON_COLUMNS } from './ndjson-records.ts';
import { badHeader } from './problems.ts';
import { type NameUse, quoted, RecordNames, unknownNames } from './record-names.ts';

/** The extra columns of a file of rejected records. After correction it can be imported as it is. */
export const REJECTED_COLUMNS = ['line', 'reason'] as const;

export interface CsvColumn {
  readonly name: string;
  /** `rejected`: written by an earlier import. */
  readonly use: NameUse | 'rejected';
}

/** Whether the file contains rejected NDJSON records, each in one cell. */
export function holdsNdjson(columns: readonly string[]): boolean {
  const own = columns.filter((name) => !isRejected(name));
  return own.length === 1 && own[0] === NDJSON_COLUMNS[0];
}

/** Throws `refused` (`bad-header`). */
export function readHeader({ line, cells }: CsvRow, file: string, shape: RecordShape): readonly CsvColumn[] {
  const names = new RecordNames(shape);
  const uses = cells.map((name) => (isRejected(name) ? 'rejected' : names.use(name)));
  const problems = [...spelling(cells, uses, names), ...contents(cells, uses, shape, names)];
  if (problems.length > 0) {
    throw badHeader(file, line, problems.join('; '), `the columns are ${namesInWords(shape)}`);
  }
  return cells.flatMap((name, index) => {
    const use = uses[index];
    return use === undefined ? [] : [{ name, use }];
  });
}

export function emptyFile(file: string): TierctlError {
  return badHeader(file, 1, 'the file is empty: it has no header', 'put the column names on the first line');
}

type Uses = readonly (CsvColumn['use'] | undefined)[];

/** Unknown names. */
function spelling(cells: readonly string[], uses: Uses, names: RecordNames): string[] {
  const unknown = cells.filter((name, index) => uses[index] === undefined && name.trim() !== '');
  const unnamed = cells.flatMap((name, index) => (name.trim() === '' ? [String(index + 1)] : []));
  return [
    ...(unknown.length === 0 ? [] : [unknownNames('column', unknown, names)]),
    ...(unnamed.length === 0
      ? []
      : [
          `${unnamed.length === 1 ? `column ${unnamed.join('')} has` : `the columns ${inList(unnamed)} have`} no name: remove the comma, or name what is below`,
        ]),
  ];
}

/** Duplicate and missing columns. */
function contents(cells: readonly string[], uses: Uses, shape: RecordShape, names: RecordNames): string[] {
  const problems: string[] = [];
  const read = new Map<string, string>();
  const seen = new Set<string>();
  for (const [index, name] of cells.entries()) {
    const use = uses[index];
    if (name.trim() === '') continue;
    if (seen.has(name)) problems.push(`the column ${quoted(name)} appears twice`);
    else if (typeof use === 'object') {
      const other = read.get(use.as);
      if (other !== undefined)
        problems.push(`the columns "${other}" and "${name}" have the same meaning: remove one`);
      read.set(use.as, name);
    }
    seen.add(name);
  }
  // A column under another spelling is not missing.
  const meant = cells.map((name, index) => (uses[index] === undefined ? names.suggestion(name) : undefined));
  const missing = shape.required.filter((name) => !read.has(name) && !meant.includes(name));
  if (missing.length === 1) problems.push(`the column "${missing.join('')}" is missing`);
  if (missing.length > 1) {
    problems.push(`the columns ${inList(missing.map((name) => `"${name}"`))} are missing`);
  }
  return problems;
}

function isRejected(name: string): boolean {
  return REJECTED_COLUMNS.some((one) => one === name);
}
