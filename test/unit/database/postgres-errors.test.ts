import { expect, test } from 'vitest';
import { translatePostgresError } from '../../../src/database/postgres/errors.ts';

const error = (message: string, code?: string) =>
  Object.assign(new Error(message), code === undefined ? {} : { code });

test.each<[Error, string, string]>([
  [error('The server does not support SSL connections'), 'config', 'encryption-mismatch'],
  [
    error(
      'no pg_hba.conf entry for host "192.0.2.1", user "ops", database "billing", no encryption',
      '28000',
    ),
    'config',
    'encryption-mismatch',
  ],
  [
    error('no pg_hba.conf entry for host "192.0.2.1", user "ops", database "billing", SSL off', '28000'),
    'config',
    'encryption-mismatch',
  ],
  [error('role "ops" is not permitted to log in', '28000'), 'config', 'login-failed'],
  [error('password authentication failed for user "ops"', '28P01'), 'config', 'login-failed'],
  [
    error('write EPROTO 0A000126:SSL routines::unexpected eof while reading', 'EPROTO'),
    'config',
    'encryption-mismatch',
  ],
  [
    error('self-signed certificate in certificate chain', 'SELF_SIGNED_CERT_IN_CHAIN'),
    'config',
    'certificate-not-trusted',
  ],
  [
    error(
      "Hostname/IP does not match certificate's altnames: Host: db. is not cert's CN: other",
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ),
    'config',
    'certificate-not-trusted',
  ],
  [error('cannot execute INSERT in a read-only transaction', '25006'), 'config', 'read-only-database'],
  [error('connect ECONNREFUSED 127.0.0.1:1', 'ECONNREFUSED'), 'busy', 'database-unreachable'],
  [error('Connection terminated unexpectedly'), 'busy', 'connection-lost'],
  [error('deadlock detected', '40P01'), 'busy', 'serialization-failure'],
])('%s', (from, kind, code) => {
  const translated = translatePostgresError(from);
  expect(translated).toMatchObject({ kind, code, cause: from });
});

test('what is not recognised stays what it is', () => {
  const odd = error('division by zero', '22012');
  expect(translatePostgresError(odd)).toBe(odd);
});
