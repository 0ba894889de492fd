import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { main } from '../../src/main.ts';
import type { TestDatabase } from './database/create-database.ts';
import { empty, engines, type TestEngine } from './database/engines.ts';
import { useKeptOpen } from './database/kept-open.ts';
import { borrowDatabase, returnDatabase } from './database/shared-database.ts';
import { type TestSystemOptions, testSystem } from './test-system.ts';

export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly questions: readonly string[];
  readonly programs: readonly (readonly string[])[];
  readonly environments: readonly Readonly<Record<string, string>>[];
  /** Stdout read as JSON. */
  json<Shape>(): Shape;
}

/**
 * Runs one command line in this process, as bin/tierctl.js would in its own: on the database that it names, or on one that is
 * open and stays open.
 */
export async function runCli(
  argv: readonly string[],
  options: TestSystemOptions = {},
  lent?: Database,
): Promise<CliRun> {
  const system = testSystem(options);
  const code = await main(argv, system, lent);
  const { stdout, stderr } = system.written;
  return {
    code,
    stdout,
    stderr,
    questions: system.questions,
    programs: system.programs,
    environments: system.environments,
    json: <Shape>() => JSON.parse(stdout) as Shape,
  };
}

export interface CliInTest {
  /** To look behind the program's back. */
  readonly database: Database;
  readonly url: string;
  /** As runCli, on this database. */
  run(argv: readonly string[], options?: TestSystemOptions): Promise<CliRun>;
}

export interface CliOptions {
  /** Without: a database of the file's own, which stays as each test leaves it. */
  readonly migrated?: boolean;
  /** Fills the emptied database once, for a file whose tests write nothing; without, it is emptied before each test. */
  readonly seed?: (database: Database) => Promise<unknown>;
}

/** A PostgreSQL database for the tests of a file: migrated, and emptied before each of them. */
export function useCli({ migrated = true, seed }: CliOptions = {}): CliInTest {
  let current: (TestDatabase & { readonly url: string }) | undefined;
  const opened = () => {
    if (current === undefined) throw new Error('the database is created in beforeAll');
    return current;
  };
  beforeAll(async () => {
    const created = await (migrated ? borrowDatabase(postgres()) : postgres().create());
    if (created.url === undefined) throw new Error('the PostgreSQL test server gave no URL');
    current = { ...created, url: created.url };
    if (migrated) await empty(created.database);
    await seed?.(created.database);
  });
  if (migrated && seed === undefined) beforeEach(() => empty(opened().database));
  afterAll(() => (migrated ? returnDatabase(postgres()) : current?.drop()));
  // After the line above: hooks that end run in the opposite order.
  const openDatabase = useKeptOpen(() => opened().url);
  return {
    get database() {
      return opened().database;
    },
    get url() {
      return opened().url;
    },
    run: (argv, options = {}) =>
      runCli(argv, {
        openDatabase,
        ...options,
        env: { TIERCTL_DATABASE_URL: opened().url, ...options.env },
      }),
  };
}

function postgres(): TestEngine {
  const found = engines.find(({ name }) => name === 'PostgreSQL');
  if (found === undefined) throw new Error('PostgreSQL is one of the engines');
  return found;
}
