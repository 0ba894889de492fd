import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { TierctlError } from '../../domain/tierctl-error.ts';
import { readPreparedDump } from './prepared-dump.ts';

/** The PostgreSQL major version inside the pinned PGlite. A data directory serves one major version only. */
const POSTGRES_MAJOR = '18';

/** Makes sure that `directory` holds a database this PGlite can open; creates one where there is nothing. */
export async function prepareDirectory(
  directory: string,
  onNotice?: (message: string) => void,
): Promise<void> {
  const entries = await listDirectory(directory);
  if (entries === undefined || entries.length === 0) {
    onNotice?.(`creating a database in ${directory}`);
    await createDirectory(directory, entries !== undefined);
    return;
  }
  if (!entries.includes('PG_VERSION')) {
    throw new TierctlError('config', 'not-a-data-directory', `${directory} is not a tierctl data directory`, {
      hint: 'name another directory, or an empty one',
    });
  }
  const version = (await readFile(join(directory, 'PG_VERSION'), 'utf8')).trim();
  if (version !== POSTGRES_MAJOR) {
    throw new TierctlError(
      'config',
      'data-directory-version',
      `${directory} was made by PostgreSQL ${version}; this tierctl embeds PostgreSQL ${POSTGRES_MAJOR}`,
      { hint: 'export it with the tierctl that made it, or start with an empty directory' },
    );
  }
}

// Built aside and renamed, so that a crash half-way never leaves a directory that looks like a database.
async function createDirectory(directory: string, exists: boolean): Promise<void> {
  const aside = `${directory}.new-${process.pid}`;
  await mkdir(dirname(directory), { recursive: true });
  await rm(aside, { recursive: true, force: true });
  try {
    const dump = await readPreparedDump();
    const server = await PGlite.create({
      dataDir: aside,
      ...(dump === undefined ? {} : { loadDataDir: dump }),
    });
    await server.close();
    if (exists) await rm(directory, { recursive: true });
    await rename(aside, directory);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    throw error;
  }
}

async function listDirectory(directory: string): Promise<string[] | undefined> {
  try {
    return await readdir(directory);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return undefined;
    const why = code === 'ENOTDIR' ? 'it is a file' : (error as Error).message;
    throw new TierctlError('config', 'not-a-data-directory', `${directory} cannot hold a database: ${why}`, {
      cause: error,
    });
  }
}
