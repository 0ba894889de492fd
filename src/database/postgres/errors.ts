import { TierctlError } from '../../domain/tierctl-error.ts';
import { connectionLost, type DriverError, FAULTS, loginFailed } from '../faults.ts';
import { waitedForOf } from '../lock-watch.ts';
import { authenticationUnsupported, functionLookup } from '../problems.ts';
import { translateEncryptionError } from './encryption-errors.ts';
import { faultOf } from './sqlstates.ts';

interface ServerError extends Error {
  readonly code: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly detail?: string;
  /** The database function in which it happened. */
  readonly where?: string;
}

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
  const fault = faultOf(code);
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
