import { TierctlError } from '../../domain/tierctl-error.ts';
import { connectionLost, type DriverError, FAULTS, type Fault, loginFailed } from '../faults.ts';
import { waitedForOf } from '../lock-watch.ts';
import { authenticationUnsupported, functionLookup } from '../problems.ts';
import { translateEncryptionError } from './encryption-errors.ts';

interface ServerError extends Error {
  readonly code: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly detail?: string;
  /** The database function in which it happened. */
  readonly where?: string;
}

/** By SQLSTATE, by its first characters for a class of them, or by the code of a network error. */
const FAULT_OF: ReadonlyMap<string, Fault> = new Map<string, Fault>([
  ['23505', 'unique-violation'],
  ['23503', 'foreign-key-violation'],
  ['23514', 'check-violation'],
  ['23502', 'not-null-violation'],
  ['22001', 'value-too-large'],
  ['22003', 'value-too-large'],
  ['P0001', 'trigger-refused'],
  ['40P01', 'serialization-failure'],
  ['40001', 'serialization-failure'],
  ['55P03', 'lock-timeout'],
  ['42P01', 'table-missing'],
  ['3F000', 'table-missing'],
  ['42501', 'permission-denied'],
  ['25006', 'read-only-database'],
  ['28P01', 'login-failed'],
  ['28000', 'login-failed'],
  ['3D000', 'no-such-database'],
  ['08', 'connection-lost'],
  ['57P0', 'connection-lost'],
  ['53300', 'connection-lost'],
  ['53100', 'server-overloaded'],
  ['53200', 'server-overloaded'],
  ['53400', 'server-overloaded'],
  ['ECONNREFUSED', 'database-unreachable'],
  ['ECONNRESET', 'database-unreachable'],
  ['ENOTFOUND', 'database-unreachable'],
  ['ETIMEDOUT', 'database-unreachable'],
  ['EHOSTUNREACH', 'database-unreachable'],
  ['EPIPE', 'database-unreachable'],
  ['EAI_AGAIN', 'database-unreachable'],
  ['ENOENT', 'database-unreachable'],
]);

/** Translates a pg or PGlite error to one of tierctl's kinds; returns unknown errors unchanged. */
export function translatePostgresError(error: unknown): Error {
  if (error instanceof TierctlError) return error;
  if (!(error instanceof Error)) return new Error(String(error));
  const { code } = error as Partial<ServerError>;
  const server = error as ServerError;
  const refused = translateEncryptionError(error, code);
  if (refused !== undefined) return refused;
  if (code === undefined)
    return (
      translateLogin(error) ?? (isLostConnection(error.message) ? connectionLost({ cause: error }) : error)
    );
  const lookup = translateLookup(server);
  if (lookup !== undefined) return lookup;
  const fault = FAULT_OF.get(code) ?? FAULT_OF.get(code.slice(0, 4)) ?? FAULT_OF.get(code.slice(0, 2));
  return fault === undefined ? error : FAULTS[fault](detailsOf(server));
}

/** No such table, schema, function or operator, type or other object. */
const NOT_FOUND = /^(42P01|3F000|42883|42704)$/;

/** `PL/pgSQL function shop.log_item() line 3 at SQL statement`, `SQL function "log_item" statement 1`. */
const WHERE_FUNCTION = /^(?:PL\/\w+|SQL) function (.+?)(?:\([^()]*\))? (?:line|statement|during|inline)/m;

// A function of the database, such as a trigger of the billing tables, that uses a name without its schema.
function translateLookup(cause: ServerError): TierctlError | undefined {
  if (!NOT_FOUND.test(cause.code)) return undefined;
  const [, found] = WHERE_FUNCTION.exec(cause.where ?? '') ?? [];
  if (found === undefined) return undefined;
  return functionLookup(found, cause);
}

const AUTHENTICATIONS: Readonly<Record<string, string>> = { '2': 'Kerberos', '7': 'GSSAPI', '9': 'SSPI' };

// Login errors that pg itself detects. The numbers are those of the protocol.
function translateLogin(cause: Error): TierctlError | undefined {
  const { message } = cause;
  const [, asked] = /^Unknown authenticationOk message type (\d+)/.exec(message) ?? [];
  if (asked !== undefined || /^SASL: Only mechanism/.test(message)) {
    const way = AUTHENTICATIONS[asked ?? ''] ?? 'a way to log in';
    return authenticationUnsupported(`${way}${asked === undefined ? '' : ' authentication'}`, cause);
  }
  return message.startsWith('SASL: ') ? loginFailed({ cause }) : undefined;
}

function detailsOf(cause: ServerError): DriverError {
  const { constraint, table, code, message } = cause;
  const hint = 'name the primary server in the database URL, or a user who may write';
  const reason = message === '' ? code : message;
  return { cause, constraint, table, hint, reason, waitedFor: waitedForOf(cause) };
}

function isLostConnection(message: string): boolean {
  return /connection terminated|connection ended|timeout expired|client has encountered a connection error/i.test(
    message,
  );
}
