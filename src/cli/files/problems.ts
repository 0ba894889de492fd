// Problems of the files that a command reads and writes.
import { problem } from '../../domain/problem.ts';
import type { TierctlError } from '../../domain/tierctl-error.ts';

/** `--force` was given without a file to replace. Fix: give the file, or leave `--force` out. */
export function forceWithoutFile(option: string): TierctlError {
  return problem('usage', 'force-without-file', `--force requires ${option}`, {
    hint: `give the file: ${option} FILE`,
  });
}

/** The file for the result exists. Fix: choose another name, or pass `--force` to replace it. */
export function fileExists(file: string): TierctlError {
  return problem('conflict', 'file-exists', `the file ${file} already exists`, {
    hint: 'choose another name, or pass --force to replace it',
    data: { file },
  });
}

/** The file for the result is one that the command reads. Fix: choose another file. */
export function fileIsInput(file: string): TierctlError {
  return problem('usage', 'file-is-input', `this command reads ${file}, and would overwrite it`, {
    hint: 'choose another file for the result',
    data: { file },
  });
}

/** The file for the result is a symbolic link. Fix: give the name of the file itself. */
export function fileIsLink(file: string): TierctlError {
  return problem('usage', 'file-is-link', `${file} is a symbolic link: its target would be replaced`, {
    hint: 'give the name of the file itself',
    data: { file },
  });
}

/** The file for the result cannot be written. Fix: the message says why; choose another place. */
export function fileUnwritable(file: string, why: string, cause?: unknown): TierctlError {
  return problem('usage', 'file-unwritable', `the file ${file} cannot be written: ${why}`, {
    cause,
    data: { file },
  });
}

/** A file cannot be read: `usage` for records, `config` for a catalogue. Fix: correct its name or its permissions. */
export function fileUnreadable(
  kind: 'usage' | 'config',
  file: string,
  cause: NodeJS.ErrnoException,
): TierctlError {
  const why = cause.code === 'ENOENT' ? 'no such file' : cause.message;
  return problem(kind, 'file-unreadable', `the file ${file} cannot be read: ${why}`, {
    cause,
    data: { file },
  });
}

/** Standard input was named twice. Fix: name `-` once. */
export function stdinTwice(): TierctlError {
  return problem('usage', 'stdin-twice', 'standard input can be read once only', { hint: 'name - once' });
}

/** A folder that was named with `-f` has no catalogue file. Fix: catalogue files end in `.yaml`, `.yml` or `.json`. */
export function noCatalogueFiles(folder: string): TierctlError {
  const message = `the folder ${folder} contains no catalogue file`;
  return problem('config', 'no-catalogue-files', message, {
    hint: 'catalogue files end in .yaml, .yml or .json',
    data: { folder },
  });
}
