// Every keyword and every value of Authentication that Microsoft documents for Microsoft.Data.SqlClient, and what becomes of it. The
// source is the table under SqlConnection.ConnectionString (https://learn.microsoft.com/dotnet/api/microsoft.data.sqlclient.sqlconnection.connectionstring),
// with Host Name In Certificate and Server Certificate of SqlConnectionStringBuilder.
import { describe, expect, test } from 'vitest';
import { parseSqlServerConnection } from '../../../src/database/sql-server/connection-string.ts';
import { TierctlError } from '../../../src/domain/tierctl-error.ts';

type Fate = 'used' | 'ignored' | RegExp;

const NO_COLUMNS = /is not supported: tierctl reads no encrypted columns/;
const TCP = /is not supported: the connection is always TCP/;
const FILE = /is not supported: attach the database on the server/;
const WINDOWS = /is not supported: it is for Windows logins/;

const KEYWORDS: readonly (readonly [keyword: string, value: string, fate: Fate])[] = [
  ['Addr', 'other', 'used'],
  ['Address', 'other', 'used'],
  ['App', 'nightly', 'used'],
  ['Application Intent', 'ReadOnly', 'used'],
  ['ApplicationIntent', 'ReadOnly', 'used'],
  ['Application Name', 'nightly', 'used'],
  ['AttachDBFilename', 'C:\\x.mdf', FILE],
  ['Extended Properties', 'C:\\x.mdf', FILE],
  ['Initial File Name', 'C:\\x.mdf', FILE],
  ['Attestation Protocol', 'HGS', NO_COLUMNS],
  ['Attestation Protocol', 'None', 'ignored'],
  ['Authentication', 'Active Directory Default', 'used'],
  ['Column Encryption Setting', 'Enabled', NO_COLUMNS],
  ['Column Encryption Setting', 'Disabled', 'ignored'],
  ['Command Timeout', '30', 'ignored'],
  ['Connect Retry Count', '3', 'ignored'],
  ['ConnectRetryCount', '3', 'ignored'],
  ['Connect Retry Interval', '3', 'ignored'],
  ['ConnectRetryInterval', '3', 'ignored'],
  ['Connect Timeout', '3', 'used'],
  ['Connection Timeout', '3', 'used'],
  ['Timeout', '3', 'used'],
  ['Connection Lifetime', '3', 'ignored'],
  ['Load Balance Timeout', '3', 'ignored'],
  ['Context Connection', 'true', /is not supported: name the server/],
  ['Context Connection', 'false', 'ignored'],
  ['Current Language', 'Svenska', 'ignored'],
  ['Language', 'Svenska', 'ignored'],
  ['Data Source', 'other', 'used'],
  ['Server', 'other', 'used'],
  ['Network Address', 'other', 'used'],
  ['Enclave Attestation Url', 'https://x', NO_COLUMNS],
  ['Encrypt', 'Strict', 'used'],
  ['Enlist', 'true', 'ignored'],
  ['Failover Partner', 'other', /is not supported: name the server that is the primary now/],
  ['Failover Partner SPN', 'x', WINDOWS],
  ['FailoverPartnerSPN', 'x', WINDOWS],
  ['Host Name In Certificate', 'db.example', 'used'],
  ['Initial Catalog', 'other', 'used'],
  ['Database', 'other', 'used'],
  ['Integrated Security', 'true', /Integrated Security borrows the Windows login/],
  ['Trusted_Connection', 'yes', /Integrated Security borrows the Windows login/],
  ['Integrated Security', 'false', 'ignored'],
  ['IP Address Preference', 'IPv6First', 'ignored'],
  ['IPAddressPreference', 'IPv6First', 'ignored'],
  ['Max Pool Size', '3', 'ignored'],
  ['Min Pool Size', '3', 'ignored'],
  ['Multiple Active Result Sets', 'true', 'ignored'],
  ['MultipleActiveResultSets', 'true', 'ignored'],
  ['Multi Subnet Failover', 'true', 'used'],
  ['MultiSubnetFailover', 'true', 'used'],
  ['Network Library', 'dbnmpntw', TCP],
  ['Network', 'dbnmpntw', TCP],
  ['Net', 'dbnmpntw', TCP],
  ['Network Library', 'dbmssocn', 'ignored'],
  ['Packet Size', '4096', 'used'],
  ['Password', 'other', 'used'],
  ['PWD', 'other', 'used'],
  ['Persist Security Info', 'true', 'ignored'],
  ['PersistSecurityInfo', 'true', 'ignored'],
  ['Pool Blocking Period', 'Auto', 'ignored'],
  ['PoolBlockingPeriod', 'Auto', 'ignored'],
  ['Pooling', 'true', 'ignored'],
  ['Replication', 'true', /"Replication" is not supported/],
  ['Replication', 'false', 'ignored'],
  ['Server Certificate', '/x.cer', /is not supported: name a file with its authority in NODE_EXTRA_CA_CERTS/],
  ['Server SPN', 'x', WINDOWS],
  ['ServerSPN', 'x', WINDOWS],
  ['Transaction Binding', 'Implicit Unbind', 'ignored'],
  ['Transparent Network IP Resolution', 'true', 'ignored'],
  ['TransparentNetworkIPResolution', 'true', 'ignored'],
  ['Trust Server Certificate', 'true', 'used'],
  ['TrustServerCertificate', 'true', 'used'],
  ['Type System Version', 'Latest', 'ignored'],
  ['User ID', 'other', 'used'],
  ['UID', 'other', 'used'],
  ['User', 'other', 'used'],
  ['User Instance', 'true', /is not supported: name an instance/],
  ['Workstation ID', 'night-1', 'used'],
  ['WSID', 'night-1', 'used'],
];

const BASE = 'Server=db;Database=b;User Id=sa;Password=s3cret';

function parsed(text: string): object | string {
  try {
    const { server, options, authentication } = parseSqlServerConnection(text);
    return { server, ...options, ...authentication };
  } catch (error) {
    if (error instanceof TierctlError) return error.message;
    throw error;
  }
}

describe('each documented keyword', () => {
  test.each(KEYWORDS)('%s=%s: %s', (keyword, value, fate) => {
    const result = parsed(`${BASE};${keyword}=${value}`);
    if (fate === 'ignored') expect(result).toEqual(parsed(BASE));
    else if (fate === 'used') expect([typeof result, result]).not.toEqual(['object', parsed(BASE)]);
    else expect(result).toMatch(fate);
    if (fate === 'used') expect(typeof result).toBe('object');
    else expect(JSON.stringify(fate === 'ignored' ? '' : result)).not.toContain('s3cret');
  });

  test('and no other', () => {
    expect(parsed(`Server=db;Database=b;User Id=sa;Made Up=1;Password=s3cret`)).toMatch(
      /no setting "madeup"/,
    );
  });
});

describe('each documented Authentication', () => {
  test.each([
    ['Sql Password', /^default$/],
    ['Active Directory Default', /^azure-active-directory-default$/],
    ['Active Directory Managed Identity', /^azure-active-directory-msi-vm$/],
    ['Active Directory MSI', /^azure-active-directory-msi-vm$/],
    ['Active Directory Service Principal', /^azure-active-directory-service-principal-secret$/],
    [
      'Active Directory Integrated',
      /ActiveDirectoryIntegrated is not supported: it borrows the Windows login/,
    ],
    ['Active Directory Interactive', /ActiveDirectoryInteractive is not supported: it asks a person/],
    ['Active Directory Device Code Flow', /ActiveDirectoryDeviceCodeFlow is not supported: it asks a person/],
    [
      'Active Directory Password',
      /ActiveDirectoryPassword is not supported: .* give ActiveDirectoryServicePrincipal/,
    ],
    ['Active Directory Workload Identity', /not supported: give ActiveDirectoryDefault/],
  ])('%s: %s', (authentication, fate) => {
    const result = parsed(`${BASE};Tenant Id=t;Authentication=${authentication}`);
    expect(typeof result === 'string' ? result : 'type' in result ? result.type : '').toMatch(fate);
  });
});
