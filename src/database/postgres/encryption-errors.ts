import type { TierctlError } from '../../domain/tierctl-error.ts';
import { certificateNotTrusted, encryptionMismatch } from '../faults.ts';

const CERTIFICATE = /CERT|UNABLE_TO_(VERIFY|GET_ISSUER)/;

/** Encryption mismatches between client and server before the login. Undefined for other errors. */
export function translateEncryptionError(cause: Error, code: string | undefined): TierctlError | undefined {
  const { message } = cause;
  if (isUnsupported(cause, code)) {
    return encryptionMismatch({
      cause,
      hint: 'take sslmode out of the database URL, or let the server encrypt',
    });
  }
  if (isPlainTextRefused(message, code)) {
    return encryptionMismatch({
      cause,
      hint: 'add ?sslmode=verify-full to the database URL; if the error stays, the server accepts no logins from this host',
    });
  }
  if (code === undefined) return undefined;
  if (CERTIFICATE.test(code)) {
    return certificateNotTrusted({
      cause,
      hint: 'name its authority with sslrootcert=FILE in the database URL, or accept any certificate with sslmode=require',
    });
  }
  return isHandshakeFailure(code)
    ? encryptionMismatch({ cause, hint: 'correct sslmode in the database URL' })
    : undefined;
}

/**
 * Whether a connection failed because of its encryption, or the lack of it, so that another attempt may succeed:
 * `unsupported` if the server has no encryption at all. Undefined for any other failure.
 */
export function encryptionRefused(error: unknown): 'unsupported' | 'refused' | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { code?: string };
  if (isUnsupported(error, code)) return 'unsupported';
  // "no pg_hba.conf entry for host …, SSL encryption": there may be an entry for the other way.
  const refused = code === '28000' || isPlainTextRefused(error.message, code) || isHandshakeFailure(code);
  return refused ? 'refused' : undefined;
}

function isUnsupported({ message }: Error, code: string | undefined): boolean {
  return (
    code === undefined && /server does not support SSL|error establishing an SSL connection/i.test(message)
  );
}

// "no pg_hba.conf entry for host …, no encryption"; servers before 14 say "SSL off", PgBouncer "SSL required" (08P01).
function isPlainTextRefused(message: string, code: string | undefined): boolean {
  return (
    (code === '28000' || code === '08P01') &&
    /no encryption|SSL off|SSL (connection )?(is )?required/i.test(message)
  );
}

function isHandshakeFailure(code: string | undefined): boolean {
  return code !== undefined && (code === 'EPROTO' || code.startsWith('ERR_SSL_'));
}
