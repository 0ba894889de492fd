import { TierctlError } from '../../domain/tierctl-error.ts';

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

/** A file system error on a data directory, as `config` (code `data-directory-unusable`). */
export function unusableDirectory(directory: string, cause: unknown): TierctlError {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  return new TierctlError(
    'config',
    'data-directory-unusable',
    `${directory} cannot hold a database: ${REASONS[code] ?? message}`,
    { hint: 'name another directory: --database pglite:DIRECTORY', data: { directory, code }, cause },
  );
}
