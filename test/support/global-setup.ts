import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'kysely';
import type { TestProject } from 'vitest/node';
import { readPreparedDump } from '../../src/database/pglite/data-directory.ts';
import { pgliteDatabase } from '../../src/database/pglite/engine.ts';
import { ddl, migrate, newRun, onServer, withDatabase } from './database/create-database.ts';
import { startPostgres } from './database/postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the PostgreSQL server's maintenance database. */
    postgresUrl: string;
    /** How the names of this run's databases begin. */
    testRun: string;
    /** A migrated database on that server, to be copied. */
    migratedTemplate: string;
    /** A file with the data directory of a migrated PGlite. */
    migratedDump: string;
  }
}

const BUILD = fileURLToPath(new URL('../../scripts/build.js', import.meta.url));

/**
 * Builds the program, so that tests of the installed binary see the sources as they are. One real PostgreSQL server serves
 * the whole run: the one that TIERCTL_TEST_POSTGRES_URL names (its maintenance database, as a user who may create
 * databases), else one from npm on a free port of the loopback interface. What costs as much as many tests is done once:
 * each engine's tables are made here, and copied by the workers.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const run = newRun();
  const directory = await mkdtemp(join(tmpdir(), 'tierctl-snapshot-'));
  const given = process.env.TIERCTL_TEST_POSTGRES_URL;
  const own = given === undefined || given === '' ? startPostgres() : undefined;
  const onPostgres = async () => {
    const url = (await own)?.url ?? given ?? '';
    return { url, template: await migratedTemplate(url, run) };
  };
  const onPglite = async () => {
    // The build makes the prepared data directory that this one begins as.
    await promisify(execFile)(process.execPath, [BUILD]);
    return migratedDump(directory);
  };
  const [postgres, dump] = await Promise.all([onPostgres(), onPglite()]);
  project.provide('postgresUrl', postgres.url);
  project.provide('testRun', run);
  project.provide('migratedTemplate', postgres.template);
  project.provide('migratedDump', dump);
  return async () => {
    await rm(directory, { recursive: true, force: true });
    const server = await own;
    if (server === undefined)
      await dropAll(postgres.url, run, 'pg_catalog.pg_database', 'datname', ' with (force)');
    else await server.stop();
    const sqlServerUrl = process.env.TIERCTL_TEST_MSSQL_URL;
    if (sqlServerUrl !== undefined) await dropAll(sqlServerUrl, run, 'sys.databases', 'name', '');
  };
}

async function migratedTemplate(url: string, run: string): Promise<string> {
  const name = `${run}_template`;
  await ddl(url, `create database ${name}`);
  await onServer(withDatabase(url, name), migrate);
  return name;
}

async function migratedDump(directory: string): Promise<string> {
  const dump = await readPreparedDump();
  const server = await PGlite.create({ ...(dump && { loadDataDir: dump }) });
  const database = pgliteDatabase(server, 'PGlite in memory', {});
  await migrate(database);
  const file = join(directory, 'pglite.tar');
  await writeFile(file, Buffer.from(await (await server.dumpDataDir('none')).arrayBuffer()));
  await database.close();
  return file;
}

/** What the workers of this run made: they end without dropping their databases. */
async function dropAll(url: string, run: string, list: string, name: string, how: string): Promise<void> {
  await onServer(url, async ({ kysely }) => {
    const { rows } = await sql<{ name: string }>`
      select ${sql.ref(name)} as name from ${sql.table(list)} where ${sql.ref(name)} like ${`${run}%`}`.execute(
      kysely,
    );
    for (const found of rows) await ddl(url, `drop database ${found.name}${how}`);
  });
}
