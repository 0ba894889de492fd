// Problems of the directory that holds the embedded database.
import { problem } from '../../domain/problem.ts';
import type { TierctlError } from '../../domain/tierctl-error.ts';

/** The directory holds something else than a database of tierctl. Fix: name another directory, or an empty one. */
export function notADataDirectory(directory: string): TierctlError {
  return problem('config', 'not-a-data-directory', `${directory} is not a tierctl data directory`, {
    hint: 'name another directory, or an empty one',
    data: { directory },
  });
}

/** The embedded database was made by another version of PostgreSQL. Fix: export it with the tierctl that made it. */
export function dataDirectoryVersion(directory: string, why: string): TierctlError {
  return problem('config', 'data-directory-version', `${directory} ${why}`, {
    hint: 'export it with the tierctl that made it, or start with an empty directory',
    data: { directory },
  });
}

/** Another process has the embedded database open. Fix: try again when it has finished. */
export function dataDirectoryLocked(directory: string, holder: string, file: string): TierctlError {
  return problem('busy', 'data-directory-locked', `the database in ${directory} is in use by ${holder}`, {
    hint: `try again when it has finished; if no such process runs, remove ${file}`,
    data: { directory },
  });
}

/** The lock file of the embedded database is not a file. Fix: check what it is, and remove it if it is not needed. */
export function lockFileUnusable(file: string): TierctlError {
  const message = `${file} is not a lock file of tierctl: it is a link, a directory or something else that is not a file`;
  return problem('config', 'lock-file-unusable', message, {
    hint: 'check what it is, and remove it if it is not needed',
    data: { file },
  });
}

/** The embedded database cannot be opened. Fix: restore its directory from a copy, or name another one. */
export function dataDirectoryDamaged(directory: string, cause: unknown): TierctlError {
  const reason = cause instanceof Error ? cause.message : JSON.stringify(cause);
  return problem(
    'config',
    'data-directory-damaged',
    `the database in ${directory} cannot be opened: ${reason}`,
    {
      hint: 'restore the directory from a copy, or name another one',
      cause,
      data: { directory },
    },
  );
}

/** Another user owns the directory, and others can reach it. Fix: name a directory that does not exist yet. */
export function dataDirectoryExposed(directory: string, mode: string): TierctlError {
  const message = `${directory} cannot hold a database: another user owns it, and others can reach it (mode ${mode})`;
  return problem('config', 'data-directory-exposed', message, {
    hint: 'name a directory that does not exist yet, such as one below it, and tierctl makes it for its user alone',
    data: { directory },
  });
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the device',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'files may not grow so large',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'a part of the path is a file',
  ENOENT: 'a part of the path does not exist and cannot be created',
  ELOOP: 'its symbolic links form a cycle',
  ENAMETOOLONG: 'the name is too long',
};

/** The file system does not let the directory hold a database. Fix: name another one: `--database pglite:DIRECTORY`. */
export function dataDirectoryUnusable(directory: string, cause: unknown): TierctlError {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  return problem(
    'config',
    'data-directory-unusable',
    `${directory} cannot hold a database: ${REASONS[code] ?? message}`,
    { hint: 'name another directory: --database pglite:DIRECTORY', data: { directory, code }, cause },
  );
}
