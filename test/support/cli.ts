import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { main } from '../../src/main.ts';
import type { TestDatabase } from './database/create-database.ts';
import { empty, engines, type TestEngine } from './database/engines.ts';
import { KeptOpen } from './database/kept-open.ts';
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

/**
 * A PostgreSQL database for the tests of a file: migrated, and emptied before each of them. One that is not migrated is
 * its own, and stays as each test leaves it.
 */
export function useCli({ migrated = true } = {}): CliInTest {
  let current: (TestDatabase & { readonly url: string; readonly kept: KeptOpen }) | undefined;
  const opened = () => {
    if (current === undefined) throw new Error('the database is created in beforeAll');
    return current;
  };
  beforeAll(async () => {
    const created = await (migrated ? borrowDatabase(postgres()) : postgres().create());
    if (created.url === undefined) throw new Error('the PostgreSQL test server gave no URL');
    current = { ...created, url: created.url, kept: new KeptOpen(created.url) };
  });
  if (migrated) beforeEach(() => empty(opened().database));
  afterAll(async () => {
    await current?.kept.close();
    await (migrated ? returnDatabase(postgres()) : current?.drop());
  });
  return {
    get database() {
      return opened().database;
    },
    get url() {
      return opened().url;
    },
    run: (argv, options = {}) =>
      runCli(argv, {
        openDatabase: opened().kept.open,
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
