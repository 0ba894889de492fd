import { TierctlError } from '../../domain/tierctl-error.ts';

const CERTIFICATE = /CERT|UNABLE_TO_(VERIFY|GET_ISSUER)/;
const LOST = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECLOSE', 'EINVALIDSTATE']);

/** Connection errors: network, TLS, login. Undefined for other errors. */
export function translateConnectionError(error: Error): TierctlError | undefined {
  const { code, class: severity } = error as { code?: unknown; class?: unknown };
  if (typeof severity === 'number' && severity >= 20) return lost(error);
  switch (code) {
    case 'ELOGIN':
    case 'EFEDAUTH':
      return loginRefused(error);
    case 'EENCRYPT':
      return new TierctlError(
        'config',
        'encryption-mismatch',
        `client and server disagree on encryption: ${error.message}`,
        {
          hint: 'set encrypt=true or encrypt=false in the database URL',
          cause: error,
        },
      );
    case 'ESOCKET':
    case 'EINSTLOOKUP':
      return /^connection lost/i.test(error.message) ? lost(error) : unreachable(error);
    case 'ETIMEOUT':
      return unreachable(error);
    case 'EREQUEST':
      return /terminating connection|shutdown is in progress/i.test(error.message) ? lost(error) : undefined;
    default:
      if (typeof code === 'string' && LOST.has(code)) return lost(error);
      // The pool timed out while waiting for a connection, or the server closed it before the login was complete.
      return error.name === 'TimeoutError' || /^the connection ended/i.test(error.message)
        ? lost(error)
        : undefined;
  }
}

// tedious drops the number of a login error; the session's language is always English.
function loginRefused(cause: Error): TierctlError {
  if (/cannot open (user default )?database|database "[^"]*" does not exist/i.test(cause.message)) {
    return new TierctlError('config', 'no-such-database', cause.message, {
      hint: 'create it first, or correct the database URL',
      cause,
    });
  }
  if (/not currently available|too many (connections|clients)|recovery mode|starting up/i.test(cause.message))
    return unreachable(cause);
  return new TierctlError('config', 'login-failed', `the server refused the login: ${cause.message}`, {
    hint: 'check the user and the password',
    cause,
  });
}

function unreachable(cause: Error): TierctlError {
  const roots = rootsOf(cause);
  if (roots.some((root) => CERTIFICATE.test(String((root as { code?: unknown }).code)))) {
    return new TierctlError(
      'config',
      'certificate-not-trusted',
      `the server's certificate is not trusted: ${cause.message}`,
      {
        hint: 'point NODE_EXTRA_CA_CERTS to its authority, or accept any certificate with trustServerCertificate=true',
        cause,
      },
    );
  }
  const reason = [...new Set(roots.map(({ message }) => message))].join('; ');
  return new TierctlError('busy', 'database-unreachable', `the database cannot be reached: ${reason}`, {
    hint: 'check that the server runs and that host and port are right',
    cause,
  });
}

// "Failed to connect - Could not connect (sequence)" wraps the error of each address.
function rootsOf(error: Error): Error[] {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.flatMap(rootsOf);
  return error.cause instanceof Error ? rootsOf(error.cause) : [error];
}

function lost(cause: Error): TierctlError {
  return new TierctlError(
    'busy',
    'connection-lost',
    `the connection to the database was lost: ${cause.message}`,
    {
      hint: 'try again',
      cause,
    },
  );
}
