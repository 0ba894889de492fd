import type { Kysely } from 'kysely';
import type { BillingConfig } from './billing-layout.ts';
import type { SqlDialect } from './sql-dialect.ts';
import type { Tables } from './tables.ts';

/** An open database of any engine. */
export interface Database {
  readonly kysely: Kysely<Tables>;
  readonly dialect: SqlDialect;
  /** Engine and place, safe to print: without secrets. */
  readonly description: string;
  /**
   * Takes the named lock for this database or throws `busy` (code `lock-held`) after `timeoutMs`. It is held in
   * its own transaction, so that it ends with the connection and works behind a transaction pooler.
   */
  acquireLock(name: string, timeoutMs: number): Promise<Lock>;
  close(): Promise<void>;
}

export interface Lock {
  release(): Promise<void>;
}

/** One statement as it was sent, without parameter values: they may be private. */
export interface ExecutedStatement {
  readonly sql: string;
  readonly durationMs: number;
}

export interface OpenOptions {
  /** Names of the billing tables and their columns that differ from the seed's. */
  readonly billing?: BillingConfig;
  /** The client, as `user@host`: servers and lock holders show it to users that have to wait. */
  readonly client?: string;
  readonly onStatement?: (statement: ExecutedStatement) => void;
  /**
   * The maximum wait of each statement for a lock that another transaction holds; after it the statement fails as `busy`
   * (`lock-timeout`). Without it, whatever the server is set to.
   */
  readonly lockTimeoutMs?: number;
  /** A password that is not part of the URL. */
  readonly password?: string;
  /** Environment variables for settings that the URL leaves out; those of the process by default. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Called for slow steps before the first query, such as creating a data directory. */
  readonly onNotice?: (message: string) => void;
}
