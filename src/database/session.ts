import type { Kysely } from 'kysely';
import type { SqlDialect } from './sql-dialect.ts';
import type { Tables } from './tables.ts';

/** The input of an operation: one open transaction and its SQL dialect. */
export interface Session {
  readonly db: Kysely<Tables>;
  readonly dialect: SqlDialect;
  /** The tables that this database lacks; undefined if it has all. */
  readonly without?: MissingTables;
}

/** Tables that groups, members and eligibility do not need. */
export interface MissingTables {
  /** All of schema `tierctl`: items have their default profile, and no audit trail is kept. */
  readonly tierctl: boolean;
  /** `billing.renewal_period`: no item has a renewal period. */
  readonly renewalPeriods: boolean;
}

/** Whether the database has the schema `tierctl`; all that lies there is optional to groups, members and eligibility. */
export function hasTierctlSchema({ without }: Pick<Session, 'without'>): boolean {
  return without?.tierctl !== true;
}

/** Whether the database has `billing.renewal_period`. */
export function hasRenewalPeriods({ without }: Pick<Session, 'without'>): boolean {
  return without?.renewalPeriods !== true;
}
