// The embedded database has no login: who may reach its files may read and change everything. So they are their owner's
// alone, as those of a PostgreSQL server are. Files are looked at in one go: PGlite blocks the process here anyway.
import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { TierctlError } from '../../domain/tierctl-error.ts';

/** The mode of directories that are made for a database. */
export const PRIVATE_DIRECTORY = 0o700;
/** The mode of its files. */
export const PRIVATE_FILE = 0o600;

/** What a file system that is mounted as the directory may bring along. */
export const LOST_AND_FOUND = 'lost+found';

const OTHERS = 0o077;

/** Windows has no such modes: there a file is as private as the profile it is in. */
const hasModes = process.platform !== 'win32';

/**
 * Takes from all but its owner what they may do with `directory`, its contents left aside. `uid` is the user of this
 * process. Throws `config` (`data-directory-exposed`) where another user owns it, who could undo that at any time.
 */
export function closeToOthers(
  directory: string,
  uid: number | undefined,
  onNotice?: (message: string) => void,
): void {
  const found = lstatSync(directory);
  if (!hasModes || (found.mode & OTHERS) === 0) return;
  if (uid !== 0 && uid !== found.uid) throw exposed(directory, found.mode);
  chmodSync(directory, found.mode & PRIVATE_DIRECTORY);
  const { mode } = lstatSync(directory);
  if ((mode & OTHERS) !== 0) {
    onNotice?.(`others can reach the database in ${directory}: its file system keeps mode ${octal(mode)}`);
  }
}

/**
 * The same for everything below `directory`. Symbolic links are not followed: what they lead to is not ours to change. Nor
 * is what a file system that is mounted there keeps for itself.
 */
export function closeContentsToOthers(directory: string): void {
  if (!hasModes) return;
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.name === LOST_AND_FOUND) continue;
    if (entry.isDirectory()) {
      restrict(path, PRIVATE_DIRECTORY);
      closeContentsToOthers(path);
    } else if (entry.isFile()) {
      restrict(path, PRIVATE_FILE);
    }
  }
}

function restrict(path: string, allowed: number): void {
  const { mode } = lstatSync(path);
  if ((mode & OTHERS) !== 0) chmodSync(path, mode & allowed);
}

function exposed(directory: string, mode: number): TierctlError {
  return new TierctlError(
    'config',
    'data-directory-exposed',
    `${directory} cannot hold a database: another user owns it, and others can reach it (mode ${octal(mode)})`,
    {
      hint: 'name a directory that does not exist yet, such as one below it, and tierctl makes it for its user alone',
      data: { directory },
    },
  );
}

function octal(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, '0');
}
