// Shared by the import commands: a file or pipe of records becomes one change.

import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { type Command, Option } from '@commander-js/extra-typings';
import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import type { RecordShape, RejectedRecord } from '../../domain/imports/record-file.ts';
import type { TierctlError } from '../../domain/tierctl-error.ts';
import type { ImportInput, ImportResult } from '../../operations/imports/import-records.ts';
import type { Context } from '../context.ts';
import { resultFileOf } from '../files/result-file.ts';
import { describeStep, statusLine } from '../output/progress.ts';
import { consentRequired } from '../problems.ts';
import type { GlobalOptions } from '../program.ts';
import type { View } from '../render/view.ts';
import { changedSincePreview } from './commit-what-was-shown.ts';
import { consent } from './consent.ts';
import { runChange } from './run-change.ts';

const FORMATS = ['csv', 'ndjson'] as const;

export interface ImportOptions {
  readonly format?: (typeof FORMATS)[number] | undefined;
  readonly skipInvalid?: string | undefined;
  readonly force?: true | undefined;
}

/** Declares the argument and the options of every import. */
export function importCommand<Args extends unknown[], Opts extends Record<string, unknown>>(
  command: Command<Args, Opts, GlobalOptions>,
) {
  return command
    .argument('<file>', 'a CSV or NDJSON file; - for standard input')
    .addOption(
      new Option('--format <format>', 'file format (default: from the file extension)').choices(FORMATS),
    )
    .option('--skip-invalid <file>', 'import the valid records, and write the invalid ones to this CSV file')
    .option('--force', 'replace that file if it exists');
}

export interface ImportSpec<Input, Result extends ImportResult> {
  readonly shape: RecordShape;
  readonly operation: (session: Session, input: Input) => Promise<AuditedResult<Result>>;
  /** The input, made from what every import takes. */
  readonly input: (records: ImportInput) => NoInfer<Input>;
  readonly view: (result: Result) => View;
}

/** Imports a file as the one rule about changes says. */
export async function runImport<Input, Result extends ImportResult>(
  context: Context,
  file: string,
  { format, skipInvalid, force }: ImportOptions,
  { shape, operation, input, view }: ImportSpec<Input, Result>,
): Promise<void> {
  const { rejectedFile } = await import('../files/rejected-file.ts');
  const { openRecordFile, STANDARD_INPUT } = await import('../record-files/open-record-file.ts');
  // Before anything is read: a script without the flag must not lose its input.
  if (consent(context) === 'ask' && file === STANDARD_INPUT) throw noTerminalInput();
  const records = openRecordFile(context.system, file, shape, format);
  if (file !== STANDARD_INPUT) context.inputs.add(resolve(context.system.cwd, file));
  const rejects = await resultFileOf(context, '--skip-invalid', skipInvalid, force);
  const rejected = rejects === undefined ? undefined : rejectedFile(rejects, records);
  const line = statusLine(context);
  /** Of the records in the file of rejected ones, once it is there. */
  let published: string | undefined;
  let digest = createHash('sha256');
  const reject = async (some: readonly RejectedRecord[]): Promise<void> => {
    digest.update(JSON.stringify(some));
    if (published === undefined) await rejected?.write(some);
  };
  const { result } = await runChange(context, {
    operation,
    input: input({
      file: records,
      skipInvalid: rejected === undefined ? undefined : reject,
      onProgress: (step, count) => line.show((seconds) => describeStep(step, count, seconds)),
    }),
    around: async (attempt) => {
      digest = createHash('sha256');
      try {
        const done = await attempt();
        const found = digest.digest('hex');
        if (published !== undefined && published !== found)
          throw changedSincePreview('other records are rejected than the file holds');
        // Before the question, so that the user can look at it.
        if (published === undefined) await rejected?.publish();
        published = found;
        return done;
      } finally {
        await rejected?.discard();
        line.clear();
      }
    },
    view,
  });
  if (result.rejected > 0) context.warn(`${result.rejected} records were skipped: see ${skipInvalid}`);
}

function noTerminalInput(): TierctlError {
  return consentRequired(
    'standard input contains the records, so it cannot be used to ask',
    'pass --yes to commit, or --dry-run to see what it would do',
  );
}
