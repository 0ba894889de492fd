import type { Kysely } from 'kysely';
import type { BillingConfig } from './billing-layout.ts';
import type { SqlDialect } from './sql-dialect.ts';
import type { Tables } from './tables.ts';

/** An open database, whatever the engine. */
export interface Database {
  readonly kysely: Kysely<Tables>;
  readonly dialect: SqlDialect;
  /** Engine and place, fit to be printed: never a secret. */
  readonly description: string;
  /**
   * Takes the named lock for this database or throws `busy` (code `lock-held`) after `timeoutMs`. It lives in a
   * transaction of its own, so that it ends with the connection and works behind a transaction pooler.
   */
  acquireLock(name: string, timeoutMs: number): Promise<Lock>;
  close(): Promise<void>;
}

export interface Lock {
  release(): Promise<void>;
}

/** One statement as it was sent. Parameter values are left out: they may be private. */
export interface ExecutedStatement {
  readonly sql: string;
  readonly durationMs: number;
}

export interface OpenOptions {
  /** Names of the billing tables and their columns, where they differ from the seed's. */
  readonly billing?: BillingConfig;
  /** Who connects, as `user@host`: servers and lock holders show it to whoever has to wait. */
  readonly client?: string;
  readonly onStatement?: (statement: ExecutedStatement) => void;
  /** A password that did not come with the URL. */
  readonly password?: string;
  /** Variables that say what the URL leaves out; those of the process where none are given. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Told of slow things that happen before the first query, such as creating a data directory. */
  readonly onNotice?: (message: string) => void;
}
