import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { AuditedResult } from '../../../src/database/audited-result.ts';
import type { Database, ExecutedStatement } from '../../../src/database/database.ts';
import type { Session } from '../../../src/database/session.ts';
import { change, type Outcome, read } from '../../../src/database/unit-of-work.ts';
import type { TestDatabase } from './create-database.ts';
import { empty, type TestEngine } from './engines.ts';
import { borrowDatabase, returnDatabase } from './shared-database.ts';

export interface DatabaseInTest {
  readonly database: Database;
  readonly url: string | undefined;
  /** Every statement sent since the test began. */
  readonly statements: ExecutedStatement[];
  /** Commits the change. */
  change<Result>(work: (session: Session) => Promise<AuditedResult<Result>>): Promise<Outcome<Result>>;
  read<Result>(work: (session: Session) => Promise<Result>): Promise<Result>;
}

export const INVOCATION = {
  actor: 'tester',
  command: 'test',
  reason: undefined,
  at: '2026-03-01T12:00:00.000Z',
} as const;

/** What an engine asks to know how it may begin to read, and whether it can be used, is no part of the reading. */
const BEGINS_TO_READ = /snapshot_isolation_state|compatibility_level/;

/** A migrated database of `engine` for the tests of a file, emptied before each of them. */
export function useDatabase(engine: TestEngine): DatabaseInTest {
  return inTest({
    open: (onStatement) => borrowDatabase(engine, onStatement),
    close: () => returnDatabase(engine),
  });
}

/**
 * As useDatabase, but a database that no other file uses: for tests of many rows. Deleted rows, and statistics about them, slow
 * down the tests that come after.
 */
export function useOwnDatabase(engine: TestEngine): DatabaseInTest {
  return inTest({
    open: (onStatement) => engine.createMigrated({ onStatement }),
    close: (own) => own.drop(),
  });
}

interface Lender {
  open(onStatement: (statement: ExecutedStatement) => void): Promise<TestDatabase>;
  close(database: TestDatabase): Promise<void>;
}

function inTest({ open, close }: Lender): DatabaseInTest {
  const statements: ExecutedStatement[] = [];
  let current: TestDatabase | undefined;
  const opened = (): TestDatabase => {
    if (current === undefined) throw new Error('the database is opened in beforeAll');
    return current;
  };
  beforeAll(async () => {
    current = await open((statement) => {
      if (!BEGINS_TO_READ.test(statement.sql)) statements.push(statement);
    });
  });
  beforeEach(async () => {
    await empty(opened().database);
    statements.length = 0;
  });
  afterAll(() => (current === undefined ? undefined : close(current)));
  return {
    get database() {
      return opened().database;
    },
    get url() {
      return opened().url;
    },
    statements,
    change: (work) => change(opened().database, INVOCATION, work, () => 'commit'),
    read: (work) => read(opened().database, work),
  };
}
