import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Credentials,
  parseSqlServerConnection,
} from '../../../src/database/sql-server/connection-string.ts';
import { TierctlError } from '../../../src/domain/tierctl-error.ts';

/** The parts that differ from case to case; the rest must be the safe defaults. */
function parsed(text: string, credentials?: Credentials) {
  const { server, options, authentication } = parseSqlServerConnection(text, credentials);
  return { server, ...options, ...authentication };
}

function failure(text: string): TierctlError {
  try {
    parseSqlServerConnection(text);
  } catch (error) {
    if (error instanceof TierctlError) return error;
    throw error;
  }
  throw new Error(`"${text}" was accepted`);
}

const DEFAULTS = { encrypt: true, trustServerCertificate: false, multiSubnetFailover: false };
const LOGIN = { type: 'default', options: { userName: 'sa', password: 'p' } };

describe('a SQL Server URL', () => {
  it.each([
    ['mssql://sa:p@db.example:1444/billing', { server: 'db.example', port: 1444, database: 'billing' }],
    ['sqlserver://sa:p@db.example/billing', { server: 'db.example', port: 1433, database: 'billing' }],
    ['mssql://sa:p@[::1]:1444/billing', { server: '::1', port: 1444, database: 'billing' }],
    ['mssql://sa:p@db/my%20billing', { server: 'db', port: 1433, database: 'my billing' }],
    ['mssql://sa:p@db\\ONE/billing', { server: 'db', instanceName: 'ONE', database: 'billing' }],
    ['mssql://sa:p@db%5CONE/billing', { server: 'db', instanceName: 'ONE', database: 'billing' }],
    ['mssql://sa:p@db/billing?instanceName=ONE', { server: 'db', instanceName: 'ONE', database: 'billing' }],
    ['mssql://db?user=sa&password=p&database=billing', { server: 'db', port: 1433, database: 'billing' }],
    ['mssql://sa:p@db/b?encrypt=false', { server: 'db', port: 1433, database: 'b', encrypt: false }],
    ['mssql://sa:p@db/b?Encrypt=strict', { server: 'db', port: 1433, database: 'b', encrypt: 'strict' }],
    [
      'mssql://sa:p@db/b?trustServerCertificate=true',
      { server: 'db', port: 1433, database: 'b', trustServerCertificate: true },
    ],
    ['mssql://sa:p@db/b?connectTimeout=3', { server: 'db', port: 1433, database: 'b', connectTimeout: 3000 }],
  ])('%s', (text, expected) => {
    expect(parsed(text)).toEqual({ ...DEFAULTS, ...LOGIN, ...expected });
  });

  it('takes any password, percent-encoded', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (password) => {
        expect(parsed(`mssql://sa:${encodeURIComponent(password)}@db/b`).options).toEqual({
          userName: 'sa',
          password,
        });
      }),
    );
  });
});

describe('a classic SQL Server connection string', () => {
  it.each([
    ['Server=db.example,1444;Database=billing;User Id=sa;Password=p', { server: 'db.example', port: 1444 }],
    [
      'Server=tcp:db.example,1444;Initial Catalog=billing;UID=sa;PWD=p;',
      { server: 'db.example', port: 1444 },
    ],
    ['data source = db ; database = billing ; user = sa ; password = p', { server: 'db', port: 1433 }],
    ['Server=db\\ONE;Database=billing;User Id=sa;Password=p', { server: 'db', instanceName: 'ONE' }],
    ['Server=db\\ONE,1433;Database=billing;User Id=sa;Password=p', { server: 'db', port: 1433 }],
    ['Server=(local);Database=billing;User Id=sa;Password=p', { server: 'localhost', port: 1433 }],
    [
      'Server=db;Database=billing;User Id=sa;Password=p;Encrypt=Optional',
      { server: 'db', port: 1433, encrypt: false },
    ],
    ['Server=db;Database=billing;User Id=sa;Password=p;Encrypt=Mandatory', { server: 'db', port: 1433 }],
    [
      'Server=db;Database=billing;User Id=sa;Password=p;Trust Server Certificate=yes',
      { server: 'db', port: 1433, trustServerCertificate: true },
    ],
    [
      'Server=db;Database=billing;User Id=sa;Password=p;MultipleActiveResultSets=true;Persist Security Info=False;' +
        'Pooling=true;Max Pool Size=9;Packet Size=4096;Command Timeout=30',
      { server: 'db', port: 1433, packetSize: 4096 },
    ],
    [
      'Server=listener;Database=billing;User Id=sa;Password=p;MultiSubnetFailover=Yes;Workstation ID=night-1',
      { server: 'listener', port: 1433, multiSubnetFailover: true, workstationId: 'night-1' },
    ],
    [
      'Server=db;Database=billing;User Id=sa;Password=p;Application Intent=ReadOnly;App=nightly',
      { server: 'db', port: 1433, readOnlyIntent: true, appName: 'nightly' },
    ],
  ])('%s', (text, expected) => {
    expect(parsed(text)).toEqual({ ...DEFAULTS, database: 'billing', ...LOGIN, ...expected });
  });

  it.each([
    ["'a;b''c'", "a;b'c"],
    ['"a;b""c"', 'a;b"c'],
    ['{a;b}}c}', 'a;b}c'],
    ['a=b"c', 'a=b"c'],
  ])('reads the quoted password %s', (quoted, password) => {
    const text = `Server=db;Password=${quoted};Database=b;User Id=sa`;
    expect(parsed(text).options).toEqual({ userName: 'sa', password });
  });
});

describe('the login', () => {
  const url = 'mssql://sa@db/b';

  it('prefers the password of the URL, then the one given, then SQLCMDPASSWORD', () => {
    const all = { password: 'given', environment: { SQLCMDPASSWORD: 'environment' } };
    expect(parsed('mssql://sa:own@db/b', all).options).toMatchObject({ password: 'own' });
    expect(parsed(url, all).options).toMatchObject({ password: 'given' });
    expect(parsed(url, { environment: all.environment }).options).toMatchObject({ password: 'environment' });
  });

  it('goes through NTLM for a user of a domain', () => {
    expect(parsed('Server=db;Database=b;User Id=CORP\\ann;Password=p')).toMatchObject({
      type: 'ntlm',
      options: { userName: 'ann', password: 'p', domain: 'CORP' },
    });
  });

  it.each([
    ['Active Directory Default', 'azure-active-directory-default', { clientId: 'sa' }],
    ['ActiveDirectoryManagedIdentity', 'azure-active-directory-msi-vm', { clientId: 'sa' }],
    [
      'Active Directory Service Principal',
      'azure-active-directory-service-principal-secret',
      { clientId: 'sa', clientSecret: 'p', tenantId: 't' },
    ],
  ])('knows %s', (authentication, type, options) => {
    const text = `Server=db;Database=b;User Id=sa;Password=p;Tenant Id=t;Authentication=${authentication}`;
    expect(parsed(text)).toMatchObject({ type, options });
  });
});

describe('what cannot be used', () => {
  it.each([
    ['mssql://sa:s3cret@db/b?encryption=true', /no setting "encryption"/],
    ['mssql://sa:s3cret@db/b?encrpyt=true', /no setting "encrpyt"; did you mean Encrypt\?/],
    ['mssql://sa:s3cret@db/b?TrustServerCert=true', /no setting "TrustServerCert"/],
    [
      'Server=db;Database=b;TrustServerCertifcate=true;User Id=sa;Password=s3cret',
      /no setting "trustservercertifcate"; did you mean Trust Server Certificate\?/,
    ],
    ['Server=db;Database=b;User Id=sa;Password=ab;s3cret=1', /unknown setting after its password/],
    ['Server=db;Database=b;Column Encryption Setting=Enabled;Password=s3cret', /not supported/],
    ['Server=db;Database=b;Failover Partner=other;Password=s3cret', /not supported/],
    ['Server=db;Database=b;User Id=sa;Password=s3cret;Application Intent=Read', /Application Intent/],
    [
      'Server=db;Database=b;User Id=sa;Password=s3cret;Packet Size=40',
      /packet size is not a whole number from 512/,
    ],
    [
      'Server=db;Database=b;User Id=sa;Password=s3cret;Multi Subnet Failover=perhaps',
      /neither true nor false/,
    ],
    ['mssql://sa:s3cret@db', /names no database/],
    ['mssql://:s3cret@db/b', /names no user/],
    ['mssql://sa:s3cret@db:99999/b', /not a well-formed URL/],
    ['mssql://sa:s3cret%zz@db/b', /hexadecimal/],
    ['mssql://sa:s3cret@db/b?encrypt=s3cret', /"encrypt" is neither true nor false/],
    ['Database=b;User Id=sa;Password=s3cret', /names no server/],
    ['Server=db,s3cret;Database=b;User Id=sa', /port is not a whole number/],
    ['Server=db;Database=b;Integrated Security=SSPI;Password=s3cret', /Integrated Security/],
    ['Server=db;Database=b;Trusted_Connection=yes;Password=s3cret', /Integrated Security/],
    ['Server=db;Database=b;User Id=sa;Password="s3cret', /not closed/],
    ['Server=db;Database=b;User Id=sa;Password="s3cret"x', /follows a quoted value/],
    ['Server=db;Database=b;User Id=sa;Password=a;s3cret', /no "="/],
    ['Server=np:\\\\.\\pipe\\sql;Database=b;User Id=sa;Password=s3cret', /only TCP/],
    ['Server=(localdb)\\v11;Database=b;User Id=sa;Password=s3cret', /LocalDB/],
    [
      'Server=db;Database=b;Password=s3cret;Authentication=ActiveDirectoryByPigeon',
      /its Authentication is not one of/,
    ],
  ])('%s', (text, reason) => {
    const error = failure(text);
    expect(error).toMatchObject({ kind: 'config', code: 'bad-database-url' });
    expect(error.message).toMatch(reason);
    expect(`${error.message} ${error.hint} ${error.cause}`).not.toContain('s3cret');
  });
});
