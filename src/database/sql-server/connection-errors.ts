import type { TierctlError } from '../../domain/tierctl-error.ts';
import {
  certificateNotTrusted,
  connectionLost,
  databaseUnreachable,
  encryptionMismatch,
  FAULTS,
  loginFailed,
  noSuchDatabase,
} from '../faults.ts';

const CERTIFICATE = /CERT|UNABLE_TO_(VERIFY|GET_ISSUER)/;
// At a login, the numbers 976, 983, 10928, 10929, 40197, 40501 and 49918 to 49920.
const OVERLOADED =
  /not accessible for queries|PRIMARY or SECONDARY role|limit for the (database|elastic pool) is|minimum guarantee is|error processing your request|service is currently busy|cannot process (create|request)/i;
const LOST = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECLOSE', 'EINVALIDSTATE']);

/** Connection errors: network, TLS, login. Undefined for other errors. */
export function translateConnectionError(error: Error): TierctlError | undefined {
  const { code, class: severity } = error as { code?: unknown; class?: unknown };
  if (typeof severity === 'number' && severity >= 20) return connectionLost({ cause: error });
  switch (code) {
    case 'ELOGIN':
    case 'EFEDAUTH':
      return loginRefused(error);
    case 'EENCRYPT':
      return encryptionMismatch({
        cause: error,
        hint: 'set encrypt=true or encrypt=false in the database URL',
      });
    case 'ESOCKET':
    case 'EINSTLOOKUP':
      return /^connection lost/i.test(error.message) ? connectionLost({ cause: error }) : unreachable(error);
    case 'ETIMEOUT':
      return unreachable(error);
    case 'EREQUEST':
      return /terminating connection|shutdown is in progress/i.test(error.message)
        ? connectionLost({ cause: error })
        : undefined;
    default:
      if (typeof code === 'string' && LOST.has(code)) return connectionLost({ cause: error });
      // The pool timed out while waiting for a connection, or the server closed it before the login was complete.
      return error.name === 'TimeoutError' || /^the connection ended/i.test(error.message)
        ? connectionLost({ cause: error })
        : undefined;
  }
}

// tedious drops the number of a login error; the session's language is always English.
function loginRefused(cause: Error): TierctlError {
  if (/intent is set to read only/i.test(cause.message)) {
    return FAULTS['read-only-database']({
      cause,
      hint: 'name the listener or the primary server; for commands that only read, add ApplicationIntent=ReadOnly',
    });
  }
  if (OVERLOADED.test(cause.message)) return FAULTS['server-overloaded']({ cause });
  if (/cannot open (user default )?database|database "[^"]*" does not exist/i.test(cause.message)) {
    return noSuchDatabase({ cause });
  }
  if (/not currently available|too many (connections|clients)|recovery mode|starting up/i.test(cause.message))
    return unreachable(cause);
  return loginFailed({ cause });
}

function unreachable(cause: Error): TierctlError {
  const roots = rootsOf(cause);
  if (roots.some((root) => CERTIFICATE.test(String((root as { code?: unknown }).code)))) {
    return certificateNotTrusted({
      cause,
      hint: 'point NODE_EXTRA_CA_CERTS to its authority, or accept any certificate with trustServerCertificate=true',
    });
  }
  const reason = [...new Set(roots.map(({ message }) => message))].join('; ');
  return databaseUnreachable({ cause, reason });
}

// "Failed to connect - Could not connect (sequence)" wraps the error of each address.
function rootsOf(error: Error): Error[] {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.flatMap(rootsOf);
  return error.cause instanceof Error ? rootsOf(error.cause) : [error];
}
