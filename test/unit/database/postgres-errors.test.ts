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
  [error('could not serialize access', '40001'), 'busy', 'serialization-failure'],
  [error('canceling statement due to lock timeout', '55P03'), 'busy', 'lock-timeout'],
  [error('duplicate key value violates a constraint', '23505'), 'conflict', 'unique-violation'],
  [error('update or delete violates a foreign key', '23503'), 'conflict', 'foreign-key-violation'],
  [error('new row violates a check', '23514'), 'refused', 'check-violation'],
  [error('null value violates a constraint', '23502'), 'refused', 'not-null-violation'],
  [error('schema "tierctl" does not exist', '3F000'), 'config', 'schema-missing'],
  [error('permission denied for table item', '42501'), 'config', 'permission-denied'],
  [error('database "x" does not exist', '3D000'), 'config', 'no-such-database'],
  [error('terminating connection due to administrator command', '57P01'), 'busy', 'connection-lost'],
  [error('connection failure', '08006'), 'busy', 'connection-lost'],
  [error('sorry, too many clients already', '53300'), 'busy', 'server-overloaded'],
  [error('insufficient resources of another kind', '53000'), 'busy', 'server-overloaded'],
  [
    error('current transaction is aborted, commands ignored until end of transaction block', '25P02'),
    'busy',
    'transaction-lost',
  ],
  [error('Unknown authenticationOk message type 7'), 'config', 'authentication-unsupported'],
  [
    error('SASL: Only mechanism SCRAM-SHA-256 is currently supported'),
    'config',
    'authentication-unsupported',
  ],
  [error('SASL: SCRAM-SERVER-FINAL-MESSAGE: server signature does not match'), 'config', 'login-failed'],
  [error('HST-GOLD is locked by billing', 'P0001'), 'refused', 'trigger-refused'],
  [error('value too long for type character varying(40)', '22001'), 'refused', 'value-too-large'],
  [error('integer out of range', '22003'), 'refused', 'value-too-large'],
  [error('could not extend file "base/5/1": No space left on device', '53100'), 'busy', 'server-overloaded'],
  [error('out of shared memory', '53200'), 'busy', 'server-overloaded'],
  [error('configuration limit exceeded', '53400'), 'busy', 'server-overloaded'],
  [error('SSL required', '08P01'), 'config', 'encryption-mismatch'],
])('%s', (from, kind, code) => {
  const translated = translatePostgresError(from);
  expect(translated).toMatchObject({ kind, code, cause: from });
});

test('what is not recognised stays what it is', () => {
  const odd = error('division by zero', '22012');
  expect(translatePostgresError(odd)).toBe(odd);
});

test.each([
  ['PL/pgSQL function shop."Log it"() line 3 at SQL statement', 'shop."Log it"'],
  [
    'SQL statement "insert into log values (1)"\nPL/pgSQL function log_item() line 3 at SQL statement',
    'log_item',
  ],
  ['SQL function "log_item" during startup', '"log_item"'],
  ['PL/pgSQL function log_item(integer,text) line 3 at SQL statement', 'log_item'],
])("a name that a function of the database's own does not find: %s", (where, name) => {
  const cause = Object.assign(error('relation "log" does not exist', '42P01'), { where });
  expect(translatePostgresError(cause)).toMatchObject({
    kind: 'config',
    code: 'function-lookup',
    message: `the database's own function ${name} failed: relation "log" does not exist`,
    hint: expect.stringContaining(`alter function ${name} set search_path = `),
  });
  expect(translatePostgresError(error('relation "log" does not exist', '42P01'))).toMatchObject({
    code: 'schema-missing',
  });
});
