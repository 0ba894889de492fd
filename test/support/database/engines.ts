// The engines that the contract suite runs on. An engine that is absent shows as skipped, never as passed.
import { randomBytes } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'kysely';
import pg from 'pg';
import { describe, inject } from 'vitest';
import { migrations } from '../../../migrations/list.ts';
import type { Database, OpenOptions } from '../../../src/database/database.ts';
import { applyMigration } from '../../../src/database/migrator.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { pgliteDatabase } from '../../../src/database/pglite/engine.ts';
import { readPreparedDump } from '../../../src/database/pglite/prepared-dump.ts';
import type { Tables } from '../../../src/database/tables.ts';
import { parseTarget } from '../../../src/database/target.ts';

export interface TestDatabase {
  readonly database: Database;
  /** What a second process would connect with; undefined for the in-memory PGlite. */
  readonly url: string | undefined;
  drop(): Promise<void>;
}

export interface TestEngine {
  readonly name: 'PGlite' | 'PostgreSQL' | 'SQL Server';
  /** Undefined where it runs; else why it does not. */
  readonly absent: string | undefined;
  /** A new, empty database of its own. */
  create(options?: OpenOptions): Promise<TestDatabase>;
}

const sqlServerUrl = process.env.TIERCTL_TEST_MSSQL_URL;

export const engines: readonly TestEngine[] = [
  {
    name: 'PGlite',
    absent: undefined,
    create: async (options = {}) => {
      const dump = await readPreparedDump();
      const server = await PGlite.create({ ...(dump && { loadDataDir: dump }) });
      const database = pgliteDatabase(server, 'PGlite in memory', options);
      return { database, url: undefined, drop: () => database.close() };
    },
  },
  {
    name: 'PostgreSQL',
    absent: undefined,
    create: (options = {}) => createOnServer(inject('postgresUrl'), 'postgres', options),
  },
  {
    name: 'SQL Server',
    absent: sqlServerUrl === undefined ? 'TIERCTL_TEST_MSSQL_URL is not set' : undefined,
    create: (options = {}) => createOnServer(sqlServerUrl ?? '', 'master', options),
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

/** Creates both sets of tables. */
export async function migrate(database: Database): Promise<void> {
  await database.kysely.transaction().execute(async (db) => {
    for (const migration of migrations) {
      await applyMigration({ db, dialect: database.dialect }, migration, '2026-01-01T00:00:00.000Z');
    }
  });
}

/** Deletes every row but the record of migrations. */
export async function empty(database: Database): Promise<void> {
  await database.kysely.transaction().execute(async (db) => {
    await db.updateTable('tierctl.item_profile').set({ default_path_id: null }).execute();
    for (const migration of [...migrations].reverse()) {
      for (const table of migration.tables) await db.deleteFrom(table as keyof Tables).execute();
    }
  });
}

async function createOnServer(url: string, maintenance: string, options: OpenOptions): Promise<TestDatabase> {
  const name = `tierctl_test_${randomBytes(6).toString('hex')}`;
  const server = withDatabase(url, maintenance);
  await ddl(server, `create database ${name}`);
  const own = withDatabase(url, name);
  const database = await openDatabase(parseTarget(own), options);
  return {
    database,
    url: own,
    drop: async () => {
      await database.close();
      await ddl(server, `drop database ${name}`);
    },
  };
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

// Babelfish cannot create or drop two databases at the same moment, and test files run side by side.
async function ddl(url: string, statement: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await executeAlone(url, statement);
      return;
    } catch (error) {
      if (attempt === 10 || !String(error).includes('concurrently updated')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200 * Math.random() * attempt));
    }
  }
}

// PostgreSQL makes and drops no database within a transaction, and what the program sends there is always in one.
async function executeAlone(url: string, statement: string): Promise<void> {
  if (url.startsWith('postgres')) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(statement).finally(() => client.end());
    return;
  }
  const server = await openDatabase(parseTarget(url));
  await sql
    .raw(statement)
    .execute(server.kysely)
    .finally(() => server.close());
}
