import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Database, ExecutedStatement } from '../../../src/database/database.ts';
import type { Session } from '../../../src/database/session.ts';
import { type Change, change, type Outcome, read } from '../../../src/database/unit-of-work.ts';
import { empty, migrate, type TestDatabase, type TestEngine } from './engines.ts';

export interface DatabaseInTest {
  readonly database: Database;
  readonly url: string | undefined;
  /** Every statement sent since the test began. */
  readonly statements: ExecutedStatement[];
  /** Commits the change. */
  change<Result>(work: (session: Session) => Promise<Change<Result>>): Promise<Outcome<Result>>;
  read<Result>(work: (session: Session) => Promise<Result>): Promise<Result>;
}

export const INVOCATION = {
  actor: 'tester',
  command: 'test',
  reason: undefined,
  at: '2026-03-01T12:00:00.000Z',
} as const;

/** What an engine asks to know how it may begin to read is no part of the reading. */
const BEGINS_TO_READ = /snapshot_isolation_state/;

/** One migrated database of `engine` for the tests of a file, emptied before each of them. */
export function useDatabase(engine: TestEngine): DatabaseInTest {
  const statements: ExecutedStatement[] = [];
  let current: TestDatabase | undefined;
  const opened = (): TestDatabase => {
    if (current === undefined) throw new Error('the database is opened in beforeAll');
    return current;
  };
  beforeAll(async () => {
    current = await engine.create({
      onStatement: (statement) => {
        if (!BEGINS_TO_READ.test(statement.sql)) statements.push(statement);
      },
    });
    await migrate(current.database);
  });
  beforeEach(async () => {
    await empty(opened().database);
    statements.length = 0;
  });
  afterAll(() => current?.drop());
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
