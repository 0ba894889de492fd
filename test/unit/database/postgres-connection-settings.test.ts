import { describe, expect, test } from 'vitest';
import { connectionSettings, type Environment } from '../../../src/database/target/connection-settings.ts';
import { parseTarget } from '../../../src/database/target/target.ts';
import { TierctlError } from '../../../src/domain/tierctl-error.ts';

const read = (text: string, environment: Environment = {}) => connectionSettings(new URL(text), environment);

function failure(work: () => unknown): TierctlError {
  try {
    work();
  } catch (error) {
    if (error instanceof TierctlError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('a URL', () => {
  test.each<[string, object]>([
    [
      'postgres://ops@db.example/billing',
      { host: 'db.example', port: 5432, user: 'ops', database: 'billing', password: undefined },
    ],
    [
      'postgres://ops:a%40b@[::1]:6432/my%20db',
      { host: '::1', port: 6432, database: 'my db', password: 'a@b' },
    ],
    ['postgres://ops@db/', { user: 'ops', database: 'ops' }],
    ['postgres://%2Frun%2Fpostgresql/billing', { host: '/run/postgresql', database: 'billing' }],
    // libpq: what follows the question mark goes before what stands in front of it, and a "+" is a plus.
    [
      'postgres://a:b@c:1/d?host=/run/x&port=2&user=e&password=f+g&dbname=h',
      { host: '/run/x', port: 2, user: 'e', password: 'f+g', database: 'h' },
    ],
    ['postgres://ops@db/b?connect_timeout=3', { connectTimeoutMs: 3_000 }],
    ['postgres://ops@db/b?connect_timeout=0', { connectTimeoutMs: 0 }],
    ['postgres://ops@db/b', { connectTimeoutMs: undefined, keepAlive: true }],
    ['postgres://ops@db/b?keepalives=0', { keepAlive: false }],
    ['postgres://ops@db/b?keepalives_idle=30', { keepAliveIdleMs: 30_000 }],
    ['postgres://ops@db/b?options=-c%20work_mem%3D64MB', { options: '-c work_mem=64MB' }],
    ['postgres://ops@db/b?application_name=nightly', { applicationName: 'nightly' }],
    ['postgres://ops@db/b?sslmode=', { encryption: expect.objectContaining({ mode: undefined }) }],
    // What libpq takes from URLs that were written for JDBC.
    ['postgres://ops@db/b?ssl=true', { encryption: expect.objectContaining({ mode: 'require' }) }],
    [
      'postgres://ops@db/b?sslmode=verify-ca&sslrootcert=ca.pem&sslcert=c.pem&sslkey=k.pem&sslpassword=p' +
        '&ssl_min_protocol_version=TLSv1.3&sslnegotiation=direct',
      {
        encryption: {
          mode: 'verify-ca',
          direct: true,
          rootCertificate: 'ca.pem',
          certificate: 'c.pem',
          key: 'k.pem',
          keyPassword: 'p',
          minVersion: 'TLSv1.3',
          maxVersion: undefined,
        },
      },
    ],
    [
      'postgres://ops@db/b?gssencmode=disable&channel_binding=prefer&target_session_attrs=any',
      { host: 'db' },
    ],
    ['postgres://ops@db/b?client_encoding=UTF8&sslsni=1', { host: 'db' }],
  ])('%s', (text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  test('is completed by the variables of libpq, which it goes before', () => {
    const environment = {
      PGUSER: 'app',
      PGPASSWORD: 'secret',
      PGSSLMODE: 'verify-full',
      PGPORT: '6000',
      PGDATABASE: 'other',
      PGAPPNAME: 'psql',
    };
    expect(read('postgres://db:5433/billing', environment)).toMatchObject({
      port: 5433,
      user: 'app',
      password: 'secret',
      database: 'billing',
      applicationName: undefined,
      encryption: { mode: 'verify-full' },
    });
    expect(read('postgres://db/b?sslmode=disable', { PGSSLMODE: 'bogus' })).toMatchObject({
      encryption: { mode: 'disable' },
    });
    expect(read('postgres://db/b', { USER: 'system' })).toMatchObject({ user: 'system' });
  });
});

describe('what cannot be used', () => {
  test.each([
    ['sslMode=verify-full', 'it has no setting "sslMode"; did you mean sslmode?'],
    ['ssl_mode=verify-full', 'it has no setting "ssl_mode"; did you mean sslmode?'],
    ['SSLMODE=verify-full', 'it has no setting "SSLMODE"; did you mean sslmode?'],
    ['sslrootcrt=ca.pem', 'it has no setting "sslrootcrt"; did you mean sslrootcert?'],
    ['connectTimeout=3', 'it has no setting "connectTimeout"; did you mean connect_timeout?'],
    ['statement_timeout=5', 'it has no setting "statement_timeout"'],
    ['ssl=no-verify', 'it has no setting "ssl"'],
    ['uselibpqcompat=true', 'it has no setting "uselibpqcompat"'],
    ['', undefined],
    [
      'sslmode=no-verify',
      'its sslmode is not one of disable, allow, prefer, require, verify-ca, verify-full',
    ],
    [
      'sslmode=VERIFY-FULL',
      'its sslmode is not one of disable, allow, prefer, require, verify-ca, verify-full',
    ],
    ['service=billing', 'its setting "service" is not supported'],
    ['require_auth=scram-sha-256', 'its setting "require_auth" is not supported'],
    ['sslcrl=crl.pem', 'its setting "sslcrl" is not supported'],
    ['channel_binding=require', 'its channel_binding can only be "disable" or "prefer"'],
    ['gssencmode=require', 'its gssencmode can only be "disable" or "prefer"'],
    ['target_session_attrs=read-write', 'its target_session_attrs can only be "any"'],
    ['client_encoding=LATIN1', /its client_encoding can only be/],
    ['host=a,b', 'it names several hosts; only one is supported'],
    ['port=0', 'its port is not a whole number from 1 to 65535'],
    ['port=5432,5433', 'its port is not a whole number from 1 to 65535'],
    ['connect_timeout=soon', 'its connect_timeout is not a whole number of seconds'],
    ['keepalives=yes', 'its keepalives is not one of 0, 1'],
    ['sslmode', 'a parameter in it has no "="'],
    ['sslmode=%zz', 'a "%" in it is not followed by two hexadecimal digits'],
    // Of a password that was not encoded nothing is repeated.
    [
      'password=ab&s3cret=1',
      'it has an unknown setting after its password, which may need to be encoded or quoted',
    ],
  ])('?%s', (query, reason) => {
    const target = () => parseTarget(`postgres://ops@db.example/billing?${query}`);
    if (reason === undefined) {
      expect(target()).toMatchObject({ engine: 'postgres' });
      return;
    }
    const error = failure(target);
    expect(error).toMatchObject({ kind: 'config', code: 'bad-database-url' });
    expect(error.message.replace('the database URL cannot be used: ', '')).toEqual(
      typeof reason === 'string' ? reason : expect.stringMatching(reason),
    );
  });

  test('is named by its variable where it stands in one', () => {
    for (const [variable, value] of [
      ['PGSSLMODE', 'no-verify'],
      ['PGREQUIREAUTH', 'scram-sha-256'],
      ['PGSSLCRL', 'crl.pem'],
      ['PGCHANNELBINDING', 'require'],
      ['PGPORT', 'x'],
    ] as const) {
      expect(failure(() => read('postgres://ops@db/b', { [variable]: value }))).toMatchObject({
        kind: 'config',
        code: 'bad-environment',
        message: expect.stringContaining(`the variable ${variable} cannot be used: its`),
      });
    }
  });
});
