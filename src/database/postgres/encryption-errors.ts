import { TierctlError } from '../../domain/tierctl-error.ts';

const CERTIFICATE = /CERT|UNABLE_TO_(VERIFY|GET_ISSUER)/;

/** What client and server disagree on before anybody logs in. Undefined for anything else. */
export function translateEncryptionError(cause: Error, code: string | undefined): TierctlError | undefined {
  const { message } = cause;
  if (code === undefined && /server does not support SSL/i.test(message)) {
    return mismatch(cause, 'take sslmode out of the database URL, or let the server encrypt');
  }
  // "no pg_hba.conf entry for host …, no encryption"; servers before 14 say "SSL off".
  if (code === '28000' && /no encryption|SSL off|SSL (connection )?is required/i.test(message)) {
    return mismatch(
      cause,
      'add ?sslmode=verify-full to the database URL; if that changes nothing, the server lets nobody in from this host',
    );
  }
  if (code === undefined) return undefined;
  if (CERTIFICATE.test(code)) {
    return new TierctlError(
      'config',
      'certificate-not-trusted',
      `the server's certificate is not trusted: ${message}`,
      {
        hint: 'name its authority with sslrootcert=FILE in the database URL, or accept any certificate with sslmode=no-verify',
        cause,
      },
    );
  }
  return code === 'EPROTO' || code.startsWith('ERR_SSL_')
    ? mismatch(cause, 'correct sslmode in the database URL')
    : undefined;
}

function mismatch(cause: Error, hint: string): TierctlError {
  return new TierctlError(
    'config',
    'encryption-mismatch',
    `client and server disagree on encryption: ${cause.message}`,
    { hint, cause },
  );
}
