// The embedded database has no login: a user who can access its files can read and change everything. So only the owner has
// access, as with a PostgreSQL server. Files are checked synchronously: PGlite blocks the process here anyway.
import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { dataDirectoryExposed } from './problems.ts';

/** The mode of directories that are created for a database. */
export const PRIVATE_DIRECTORY = 0o700;
/** The mode of its files. */
export const PRIVATE_FILE = 0o600;

/** Entries that a mounted file system may contain. */
export const LOST_AND_FOUND = 'lost+found';

const OTHERS = 0o077;

/** Windows has no such modes: there a file is as private as the profile that contains it. */
const hasModes = process.platform !== 'win32';

/**
 * Removes the permissions of all users except the owner on `directory`, not on its contents. `uid` is the user of this
 * process. Throws `config` (`data-directory-exposed`) if another user owns it, who could undo that at any time.
 */
export function closeToOthers(
  directory: string,
  uid: number | undefined,
  onNotice?: (message: string) => void,
): void {
  const found = lstatSync(directory);
  if (!hasModes || (found.mode & OTHERS) === 0) return;
  if (uid !== 0 && uid !== found.uid) throw dataDirectoryExposed(directory, octal(found.mode));
  chmodSync(directory, found.mode & PRIVATE_DIRECTORY);
  const { mode } = lstatSync(directory);
  if ((mode & OTHERS) !== 0) {
    onNotice?.(`others can reach the database in ${directory}: its file system keeps mode ${octal(mode)}`);
  }
}

/**
 * The same for everything below `directory`. Symbolic links are not followed: their targets must not be changed, and neither
 * must the internal entries of a mounted file system.
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

function octal(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, '0');
}
