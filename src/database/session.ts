import type { Kysely } from 'kysely';
import type { SqlDialect } from './sql-dialect.ts';
import type { Tables } from './tables.ts';

/** What an operation works on: one open transaction, and the dialect its SQL is written in. Nothing else. */
export interface Session {
  readonly db: Kysely<Tables>;
  readonly dialect: SqlDialect;
}
