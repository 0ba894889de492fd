// Converts mssql://user@host:port/database?… and Server=…;Database=… to the configuration of tedious. Values are never
// repeated in an error: any of them may be part of a password with wrong quotes.
import type { ConnectionConfiguration } from 'tedious';
import { badDatabaseUrl } from '../problems.ts';
import { parseClassicConnectionString } from '../target/classic-connection-string.ts';
import { authenticationOf } from './authentication.ts';
import { settingName } from './connection-keywords.ts';

export interface Credentials {
  /** Used if the text has no password. */
  readonly password?: string | undefined;
  /** SQLCMDPASSWORD, as sqlcmd reads it, is the last resort. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

const HINT =
  'give mssql://user@host:1433/database (special characters percent-encoded), or Server=host,1433;Database=…;User Id=…';

/** Reads both forms. Throws `config` (code `bad-database-url`). Encrypts and checks the certificate by default. */
export function parseSqlServerConnection(
  text: string,
  credentials: Credentials = {},
): ConnectionConfiguration {
  try {
    const settings = /^(mssql|sqlserver):\/\//i.test(text.trim()) ? fromUrl(text.trim()) : fromClassic(text);
    const password =
      settings.get('password') ?? credentials.password ?? credentials.environment?.SQLCMDPASSWORD;
    if (password !== undefined) settings.set('password', password);
    return configurationOf(settings);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it is not well-formed';
    throw badDatabaseUrl(reason, HINT);
  }
}

type Settings = Map<string, string>;

function fromUrl(text: string): Settings {
  const url = parseUrl(text);
  const settings = named(url.searchParams);
  if (url.username !== '') settings.set('userid', decode(url.username));
  if (url.password !== '') settings.set('password', decode(url.password));
  const database = decode(url.pathname.replace(/^\//, ''));
  if (database !== '') settings.set('database', database);
  if (url.hostname !== '') settings.set('server', decode(url.hostname).replace(/^\[(.*)\]$/, '$1'));
  if (url.port !== '') settings.set('port', url.port);
  return settings;
}

function parseUrl(text: string): URL {
  try {
    // A host cannot hold a bare backslash, yet host\instance is the usual form of a named instance.
    return new URL(text.replace(/^([a-z]+:\/\/[^\\/?#]*)\\/i, '$1%5C'));
  } catch {
    throw new Error('it is not a well-formed URL');
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Error('a "%" in it is not followed by two hexadecimal digits');
  }
}

function fromClassic(text: string): Settings {
  const settings = named(parseClassicConnectionString(text));
  const server = (settings.get('server') ?? '').replace(/^tcp:/i, '');
  if (/^(np|lpc):/i.test(server))
    throw new Error('it asks for named pipes or shared memory; only TCP is supported');
  const [host = '', port] = server.split(',');
  settings.set('server', host.trim());
  if (port !== undefined) settings.set('port', port.trim());
  return settings;
}

function named(given: Iterable<readonly [key: string, value: string]>): Settings {
  const settings: Settings = new Map();
  for (const [key, value] of given) {
    const name = settingName(key, value, settings.has('password') || settings.has('clientsecret'));
    if (name !== undefined) settings.set(name, value);
  }
  return settings;
}

function configurationOf(settings: Settings): ConnectionConfiguration {
  const [host = '', instance = settings.get('instancename')] = (settings.get('server') ?? '').split('\\');
  const server = /^(\.|\(local\))$/i.test(host) ? 'localhost' : host;
  if (server === '') throw new Error('it names no server');
  if (/^\(localdb\)$/i.test(server))
    throw new Error('LocalDB supports named pipes only; give a server that listens on TCP');
  const database = settings.get('database');
  if (database === undefined || database === '') throw new Error('it names no database');
  const port = settings.get('port');
  const timeout = settings.get('connecttimeout');
  const certificateName = settings.get('hostnameincertificate');
  const applicationName = settings.get('applicationname');
  const packetSize = settings.get('packetsize');
  const workstation = settings.get('workstationid');
  return {
    server,
    authentication: authenticationOf(settings),
    options: {
      database,
      encrypt:
        settings.get('encrypt')?.toLowerCase() === 'strict' ? 'strict' : flag(settings, 'encrypt', true),
      trustServerCertificate: flag(settings, 'trustservercertificate', false),
      multiSubnetFailover: flag(settings, 'multisubnetfailover', false),
      ...(isReadOnly(settings) ? { readOnlyIntent: true } : {}),
      ...(applicationName === undefined ? {} : { appName: applicationName.slice(0, 128) }),
      ...(packetSize === undefined
        ? {}
        : { packetSize: wholeNumber('packet size', packetSize, 32_767, 512) }),
      ...(workstation === undefined ? {} : { workstationId: workstation.slice(0, 128) }),
      ...(certificateName === undefined ? {} : { serverName: certificateName }),
      ...(timeout === undefined
        ? {}
        : { connectTimeout: wholeNumber('connect timeout', timeout, 3600) * 1000 }),
      // A port takes precedence over the instance name, as in SqlClient: the name only serves to look up the port.
      ...(port === undefined && instance !== undefined && instance !== ''
        ? { instanceName: instance }
        : { port: port === undefined ? 1433 : wholeNumber('port', port, 65_535) }),
    },
  };
}

/** A read-only replica serves commands that only read. */
function isReadOnly(settings: Settings): boolean {
  const intent = settings.get('applicationintent')?.toLowerCase() ?? 'readwrite';
  if (['readonly', 'readwrite'].includes(intent)) return intent === 'readonly';
  throw new Error('its Application Intent is neither ReadOnly nor ReadWrite');
}

function flag(settings: Settings, name: string, absent: boolean): boolean {
  const value = settings.get(name)?.toLowerCase();
  if (value === undefined || value === '') return absent;
  if (['true', 'yes', '1', 'mandatory'].includes(value)) return true;
  if (['false', 'no', '0', 'optional'].includes(value)) return false;
  throw new Error(`its setting "${name}" is neither true nor false`);
}

function wholeNumber(name: string, text: string, maximum: number, minimum = 1): number {
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value < minimum || value > maximum)
    throw new Error(`its ${name} is not a whole number from ${minimum} to ${maximum}`);
  return value;
}
