// Databases for tests on a server: empty ones, and copies of one that is migrated already.
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { migrations } from '../../../migrations/list.ts';
import type { Database, OpenOptions } from '../../../src/database/database.ts';
import { applyMigration } from '../../../src/database/migrator.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { parseTarget } from '../../../src/database/target/target.ts';
import { openForTest } from './open-for-test.ts';

export interface TestDatabase {
  readonly database: Database;
  /** What a second process would connect with; undefined for the in-memory PGlite. */
  readonly url: string | undefined;
  drop(): Promise<void>;
}

/** All databases of one test run start with this name, so that what a stopped worker left behind can be dropped. */
export function newRun(): string {
  return `tierctl_test_${randomBytes(4).toString('hex')}`;
}

/** A new database on the server of `url`; a copy of `template` where one is given. */
export async function createOnServer(
  url: string,
  run: string,
  options: OpenOptions = {},
  template?: string,
): Promise<TestDatabase> {
  const name = `${run}_${randomBytes(6).toString('hex')}`;
  const copied = template === undefined ? '' : ` template ${template}`;
  await ddl(url, `create database ${name}${copied}`);
  const own = withDatabase(url, name);
  const database = await openForTest(parseTarget(own), options);
  return {
    database,
    url: own,
    drop: async () => {
      await database.close();
      await ddl(url, `drop database ${name}`);
    },
  };
}

/** Runs `work` with a connection to the database that `url` names. */
export async function onServer<Result>(
  url: string,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase(parseTarget(url));
  try {
    return await work(database);
  } finally {
    await database.close();
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

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** Executes a statement that makes or drops a database, connected to the one that `url` names. */
export async function ddl(url: string, statement: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await executeAlone(url, statement);
      return;
    } catch (error) {
      // Babelfish cannot create or drop two databases at the same moment, and test files run side by side.
      if (attempt === 10 || !String(error).includes('concurrently updated')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200 * Math.random() * attempt));
    }
  }
}

// PostgreSQL makes and drops no database within a transaction, and what the program sends there is always in one.
async function executeAlone(url: string, statement: string): Promise<void> {
  if (!url.startsWith('postgres')) {
    await onServer(url, ({ kysely }) => sql.raw(statement).execute(kysely));
    return;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
