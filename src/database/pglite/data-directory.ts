import type { Dirent } from 'node:fs';
import { mkdir, readdir, readFile, realpath, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { TierctlError } from '../../domain/tierctl-error.ts';
import { isLockFile } from './directory-lock.ts';
import { closeContentsToOthers, closeToOthers, LOST_AND_FOUND, PRIVATE_DIRECTORY } from './private-files.ts';
import { dataDirectoryUnusable, dataDirectoryVersion, notADataDirectory } from './problems.ts';

/** The PostgreSQL major version inside the pinned PGlite. A data directory serves one major version only. */
const POSTGRES_MAJOR = '18';

/** Where a new database is built, and its name when it is complete. Both are inside: a mount point cannot be replaced. */
const BUILDING = 'tierctl.new';
const BUILT = 'tierctl.built';

/**
 * Creates `directory` if it is missing, makes it private, and returns its real path: PGlite cannot open a symbolic link,
 * and every process must use the same lock. Throws `config` without writing anything if it cannot be a directory of
 * tierctl.
 */
export async function findDirectory(
  directory: string,
  onNotice?: (message: string) => void,
): Promise<string> {
  try {
    await makeDirectory(directory);
    const real = await realpath(directory);
    await inspect(real);
    closeToOthers(real, process.getuid?.(), onNotice);
    return real;
  } catch (error) {
    throw error instanceof TierctlError ? error : dataDirectoryUnusable(directory, error);
  }
}

/**
 * Makes sure that the locked `directory` holds a database that this PGlite can open, and that no other user can access its
 * files; creates a database if the directory is empty.
 */
export async function prepareDirectory(
  directory: string,
  onNotice?: (message: string) => void,
): Promise<void> {
  try {
    closeContentsToOthers(directory);
    if ((await inspect(directory)) === 'database') return;
    if (!(await readdir(directory)).includes(BUILT)) {
      onNotice?.(`creating a database in ${directory}`);
      await build(directory);
    }
    await moveIntoPlace(directory);
  } catch (error) {
    throw isSystemError(error) ? dataDirectoryUnusable(directory, error) : error;
  }
}

// Node's own `recursive` searches for the missing parent forever where no directory can be created, as in /proc.
async function makeDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, PRIVATE_DIRECTORY);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(directory) === directory) throw error;
    await makeDirectory(dirname(directory));
    await mkdir(directory, PRIVATE_DIRECTORY).catch((again: NodeJS.ErrnoException) => {
      if (again.code !== 'EEXIST') throw again;
    });
  }
}

async function inspect(directory: string): Promise<'database' | 'empty' | 'unfinished'> {
  const found = (await readdir(directory, { withFileTypes: true })).filter(({ name }) => !isLockFile(name));
  if (found.some(isBuilt)) return 'unfinished';
  const entries = found.map(({ name }) => name);
  if (entries.every((entry) => entry === BUILDING || entry === LOST_AND_FOUND)) return 'empty';
  if (!entries.includes('PG_VERSION')) {
    throw notADataDirectory(directory);
  }
  const version = (await readFile(join(directory, 'PG_VERSION'), 'utf8')).trim();
  if (version === POSTGRES_MAJOR) return 'database';
  throw dataDirectoryVersion(
    directory,
    `was made by PostgreSQL ${version}; this tierctl embeds PostgreSQL ${POSTGRES_MAJOR}`,
  );
}

// It must be a directory, not a symbolic link: its contents are moved up as if they were built here.
function isBuilt(entry: Dirent): boolean {
  return entry.name === BUILT && entry.isDirectory();
}

async function build(directory: string): Promise<void> {
  const building = join(directory, BUILDING);
  await rm(building, { recursive: true, force: true });
  try {
    const dump = await readPreparedDump();
    const server = await PGlite.create({
      dataDir: building,
      ...(dump === undefined ? {} : { loadDataDir: dump }),
    });
    await server.close();
    // A dump is unpacked without its file modes.
    closeContentsToOthers(building);
    await rename(building, join(directory, BUILT));
  } catch (error) {
    await rm(building, { recursive: true, force: true });
    throw error;
  }
}

// PG_VERSION is moved last, so a directory with it is complete; after a crash, the next process moves the rest.
async function moveIntoPlace(directory: string): Promise<void> {
  const built = join(directory, BUILT);
  const entries = await readdir(built);
  const ordered = entries.sort((one, other) => Number(one === 'PG_VERSION') - Number(other === 'PG_VERSION'));
  for (const entry of ordered) await rename(join(built, entry), join(directory, entry));
  await rmdir(built);
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string';
}

/**
 * The data directory of an empty database, made by `npm run build`: loading it takes a third of the time of
 * initialising one. Undefined if the program runs from its sources without a build.
 */
export async function readPreparedDump(): Promise<Blob | undefined> {
  // In a build, this module is a chunk in dist/; in the sources it is three folders deep.
  for (const place of ['./pglite-template.tar.gz', '../../../dist/pglite-template.tar.gz']) {
    try {
      return new Blob([await readFile(new URL(place, import.meta.url))]);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return undefined;
}
