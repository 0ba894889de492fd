import { TierctlError } from '../../domain/tierctl-error.ts';
import {
  type ConstraintError,
  checkViolation,
  connectionLost,
  databaseUnreachable,
  foreignKeyViolation,
  lockTimedOut,
  loginFailed,
  noSuchDatabase,
  notNullViolation,
  permissionDenied,
  readOnlyDatabase,
  serializationFailure,
  tableMissing,
  uniqueViolation,
} from '../faults.ts';
import { translateEncryptionError } from './encryption-errors.ts';

interface ServerError extends Error {
  readonly code: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly detail?: string;
  /** The database function in which it happened. */
  readonly where?: string;
}

const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EPIPE',
  'EAI_AGAIN',
  'ENOENT',
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
    return translateLogin(error) ?? (isLostConnection(error.message) ? connectionLost(error) : error);
  if (NETWORK_CODES.has(code)) return unreachable(error);
  const lookup = translateLookup(server);
  if (lookup !== undefined) return lookup;
  switch (code) {
    case '23505':
      return uniqueViolation(constraintOf(server));
    case '23503':
      return foreignKeyViolation(constraintOf(server));
    case '23514':
      return checkViolation(constraintOf(server));
    case '23502':
      return notNullViolation(constraintOf(server));
    case '40P01':
    case '40001':
      return serializationFailure(error);
    case '55P03':
      return lockTimedOut(error);
    case '42P01':
    case '3F000':
      return tableMissing(error);
    case '42501':
      return permissionDenied(error);
    case '25006':
      return readOnlyDatabase(error, 'name the primary server in the database URL, or a user who may write');
    case '28P01':
    case '28000':
      return loginFailed(error);
    case '3D000':
      return noSuchDatabase(error);
    default:
      return /^(08|57P0|53300)/.test(code) ? connectionLost(error) : error;
  }
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
  return new TierctlError(
    'config',
    'function-lookup',
    `the database's own function ${found} failed: ${cause.message}`,
    {
      hint: `it must set its search path, because tierctl's sessions have none: alter function ${found} set search_path = …`,
      cause,
    },
  );
}

const AUTHENTICATIONS: Readonly<Record<string, string>> = { '2': 'Kerberos', '7': 'GSSAPI', '9': 'SSPI' };

// Login errors that pg itself detects. The numbers are those of the protocol.
function translateLogin(cause: Error): TierctlError | undefined {
  const { message } = cause;
  const [, asked] = /^Unknown authenticationOk message type (\d+)/.exec(message) ?? [];
  if (asked !== undefined || /^SASL: Only mechanism/.test(message)) {
    const way = AUTHENTICATIONS[asked ?? ''] ?? 'a way to log in';
    return new TierctlError(
      'config',
      'authentication-unsupported',
      `the server asks for ${way}${asked === undefined ? '' : ' authentication'}, which is not supported`,
      { hint: 'let this user log in with a password or a client certificate (pg_hba.conf)', cause },
    );
  }
  return message.startsWith('SASL: ') ? loginFailed(cause) : undefined;
}

function constraintOf(cause: ServerError): ConstraintError {
  return { cause, constraint: cause.constraint, table: cause.table };
}

function isLostConnection(message: string): boolean {
  return /connection terminated|connection ended|timeout expired|client has encountered a connection error/i.test(
    message,
  );
}

function unreachable(cause: Error): TierctlError {
  const reason = cause.message === '' ? ((cause as { code?: string }).code ?? 'no answer') : cause.message;
  return databaseUnreachable(cause, reason);
}
