// The engines that the contract suite runs on. An engine that is absent shows as skipped, never as passed.

import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'kysely';
import { describe, inject } from 'vitest';
import { migrations } from '../../../migrations/list.ts';
import type { Database, OpenOptions } from '../../../src/database/database.ts';
import { readPreparedDump } from '../../../src/database/pglite/data-directory.ts';
import { pgliteDatabase } from '../../../src/database/pglite/engine.ts';
import { createOnServer, migrate, type TestDatabase } from './create-database.ts';

export interface TestEngine {
  readonly name: 'PGlite' | 'PostgreSQL' | 'SQL Server';
  /** Undefined where it runs; else why it does not. */
  readonly absent: string | undefined;
  /** A new, empty database of its own. */
  create(options?: OpenOptions): Promise<TestDatabase>;
  /** As create, with both sets of tables: a copy of one snapshot where the engine can copy. */
  createMigrated(options?: OpenOptions): Promise<TestDatabase>;
}

const sqlServerUrl = process.env.TIERCTL_TEST_MSSQL_URL;

export const engines: readonly TestEngine[] = [
  {
    name: 'PGlite',
    absent: undefined,
    create: async (options = {}) => inMemory(await readPreparedDump(), options),
    createMigrated: async (options = {}) =>
      inMemory(new Blob([await readFile(inject('migratedDump'))]), options),
  },
  {
    name: 'PostgreSQL',
    absent: undefined,
    create: (options) => createOnServer(inject('postgresUrl'), inject('testRun'), options),
    createMigrated: (options) =>
      createOnServer(inject('postgresUrl'), inject('testRun'), options, inject('migratedTemplate')),
  },
  {
    name: 'SQL Server',
    absent: sqlServerUrl === undefined ? 'TIERCTL_TEST_MSSQL_URL is not set' : undefined,
    create: (options) => createOnServer(sqlServerUrl ?? '', inject('testRun'), options),
    createMigrated: async (options) => {
      const created = await createOnServer(sqlServerUrl ?? '', inject('testRun'), options);
      await migrate(created.database);
      return created;
    },
  },
];

/** Runs `suite` once for each engine. */
export function onEveryEngine(suite: (engine: TestEngine) => void): void {
  onEach(engines, suite);
}

/** As onEveryEngine, for what needs two connections: the embedded database has one. */
export function onEveryServer(suite: (engine: TestEngine) => void): void {
  onEach(
    engines.filter(({ name }) => name !== 'PGlite'),
    suite,
  );
}

function onEach(some: readonly TestEngine[], suite: (engine: TestEngine) => void): void {
  for (const engine of some) {
    describe.skipIf(engine.absent !== undefined)(engine.name, () => suite(engine));
  }
}

async function inMemory(dump: Blob | undefined, options: OpenOptions): Promise<TestDatabase> {
  const server = await PGlite.create({ ...(dump && { loadDataDir: dump }) });
  const database = pgliteDatabase(server, 'PGlite in memory', options);
  return { database, url: undefined, drop: () => database.close() };
}

/**
 * An empty embedded database in memory that command lines open one after another: it costs as much as one opening of a database
 * in a directory.
 */
export async function reopenable(): Promise<{
  readonly openDatabase: (target: unknown, options?: OpenOptions) => Promise<Database>;
  readonly drop: () => Promise<void>;
}> {
  const dump = await readPreparedDump();
  const server = await PGlite.create({ ...(dump && { loadDataDir: dump }) });
  return {
    openDatabase: async (_target, options = {}) => ({
      ...pgliteDatabase(server, 'PGlite in memory', options),
      close: async () => undefined,
    }),
    drop: () => server.close(),
  };
}

/** Deletes every row but the record of migrations, in one request: nearly every test begins with it. */
export async function empty({ kysely, dialect }: Database): Promise<void> {
  const tables = [...migrations].reverse().flatMap((migration) => migration.tables);
  const statements = [
    'update tierctl.item_profile set default_path_id = null',
    ...tables.map(
      (table) => `delete from ${table.replace(/^billing\./, `${dialect.defaultBillingSchema}.`)}`,
    ),
  ];
  const block = `${statements.join('; ')};`;
  const isSqlServer = dialect.defaultBillingSchema === 'dbo';
  await sql.raw(isSqlServer ? block : `do $$ begin ${block} end $$`).execute(kysely);
}
