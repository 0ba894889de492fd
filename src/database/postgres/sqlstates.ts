// The SQLSTATEs of PostgreSQL's errors, and the codes of network errors. docs/error-numbers.md is made from these tables.
import type { Fault } from '../faults.ts';

interface Condition {
  /** As PostgreSQL's documentation calls it (Appendix A, "PostgreSQL Error Codes"). */
  readonly name: string;
  readonly fault: Fault;
}

/** By SQLSTATE, or by its first characters for a group of them: the longest that fits counts. */
export const CONDITIONS: Readonly<Record<string, Condition>> = {
  '08': { name: 'connection exception', fault: 'connection-lost' },
  '22001': { name: 'string_data_right_truncation', fault: 'value-too-large' },
  '22003': { name: 'numeric_value_out_of_range', fault: 'value-too-large' },
  '23502': { name: 'not_null_violation', fault: 'not-null-violation' },
  '23503': { name: 'foreign_key_violation', fault: 'foreign-key-violation' },
  '23505': { name: 'unique_violation', fault: 'unique-violation' },
  '23514': { name: 'check_violation', fault: 'check-violation' },
  '25006': { name: 'read_only_sql_transaction', fault: 'read-only-database' },
  '25P02': { name: 'in_failed_sql_transaction', fault: 'transaction-lost' },
  '28000': { name: 'invalid_authorization_specification', fault: 'login-failed' },
  '28P01': { name: 'invalid_password', fault: 'login-failed' },
  '3D000': { name: 'invalid_catalog_name', fault: 'no-such-database' },
  '3F000': { name: 'invalid_schema_name', fault: 'table-missing' },
  '40001': { name: 'serialization_failure', fault: 'serialization-failure' },
  '40P01': { name: 'deadlock_detected', fault: 'serialization-failure' },
  '42501': { name: 'insufficient_privilege', fault: 'permission-denied' },
  '42P01': { name: 'undefined_table', fault: 'table-missing' },
  '53': { name: 'insufficient resources', fault: 'server-overloaded' },
  '53100': { name: 'disk_full', fault: 'server-overloaded' },
  '53200': { name: 'out_of_memory', fault: 'server-overloaded' },
  '53300': { name: 'too_many_connections', fault: 'server-overloaded' },
  '53400': { name: 'configuration_limit_exceeded', fault: 'server-overloaded' },
  '55P03': { name: 'lock_not_available', fault: 'lock-timeout' },
  '57P0': { name: 'admin_shutdown, crash_shutdown and the like', fault: 'connection-lost' },
  P0001: { name: 'raise_exception', fault: 'trigger-refused' },
};

/** The codes of network errors with which no server answers. */
export const UNREACHABLE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EPIPE',
  'EAI_AGAIN',
  'ENOENT',
]);

/** The fault of an error with this SQLSTATE or code of a network error. */
export function faultOf(code: string): Fault | undefined {
  if (UNREACHABLE.has(code)) return 'database-unreachable';
  return (CONDITIONS[code] ?? CONDITIONS[code.slice(0, 4)] ?? CONDITIONS[code.slice(0, 2)])?.fault;
}
