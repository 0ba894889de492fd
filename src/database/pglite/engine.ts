import { PGlite } from '@electric-sql/pglite';
import { PostgresDialect, type PostgresPool } from 'kysely';
import { billingLayout } from '../billing-layout.ts';
import type { Database, OpenOptions } from '../database.ts';
import { openKysely } from '../open-kysely.ts';
import { postgresDialect } from '../postgres/dialect.ts';
import { translatePostgresError } from '../postgres/errors.ts';
import type { EngineDialect } from '../sql-dialect.ts';
import { findDirectory, prepareDirectory } from './data-directory.ts';
import { lockDirectory } from './directory-lock.ts';
import { closeContentsToOthers } from './private-files.ts';
import { dataDirectoryDamaged } from './problems.ts';
import { ProcessLocks } from './process-locks.ts';
import { SingleConnectionPool } from './single-connection-pool.ts';

const pgliteDialect: EngineDialect = {
  ...postgresDialect,
  // A query blocks the whole process, Ctrl-C included: statements are kept short.
  preferredBatchSize: 1_000,
  // It has no JIT compiler.
  beforeBatch: undefined,
};

/** Opens the embedded PostgreSQL in a directory, exclusively: a second process is refused. */
export async function openPglite(named: string, options: OpenOptions): Promise<Database> {
  const directory = await findDirectory(named, options.onNotice);
  const lock = await lockDirectory(directory, options.client ?? 'unknown');
  try {
    await prepareDirectory(directory, options.onNotice);
    const server = await start(directory);
    return pgliteDatabase(server, `PGlite in ${directory}`, options, async () => {
      // PGlite creates some files with default modes.
      closeContentsToOthers(directory);
      await lock.release();
    });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function start(directory: string): Promise<PGlite> {
  try {
    return await PGlite.create({ dataDir: directory });
  } catch (cause) {
    throw dataDirectoryDamaged(directory, cause);
  }
}

/** A tierctl database over a PGlite server that is already running. `afterClose` runs after it is closed. */
export function pgliteDatabase(
  server: PGlite,
  description: string,
  options: OpenOptions,
  afterClose: () => Promise<void> = async () => undefined,
): Database {
  const pool = new SingleConnectionPool(server);
  // Kysely's PostgreSQL driver needs only the members of a pool that SingleConnectionPool has.
  const billing = billingLayout(options.billing ?? {}, pgliteDialect.defaultBillingSchema);
  const kysely = openKysely(
    new PostgresDialect({ pool: pool as unknown as PostgresPool }),
    translatePostgresError,
    billing,
    options,
  );
  const locks = new ProcessLocks();
  return {
    kysely,
    dialect: { ...pgliteDialect, billing },
    description,
    acquireLock: (name, timeoutMs) => locks.acquire(name, timeoutMs),
    close: async () => {
      await kysely.destroy();
      await afterClose();
    },
  };
}
