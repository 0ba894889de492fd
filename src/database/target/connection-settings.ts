// Reads a PostgreSQL URL like libpq. pg's own parser is not used: it ignores unknown parameters, such as `sslMode`, treats
// sslmode=require as verify-full, and warns about that on stderr. Values are never repeated in an error: any of them may
// be part of a password.
import { userInfo } from 'node:os';
import type { TierctlError } from '../../domain/tierctl-error.ts';
import { badDatabaseUrl, badEnvironment } from '../problems.ts';
import { ACCEPTED, HONOURED, type HonouredParameter, UNSUPPORTED, VARIABLES } from './libpq-parameters.ts';
import { unknownSetting } from './unknown-setting.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
export type SslMode = (typeof SSL_MODES)[number];

const TLS_VERSIONS = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;
export type TlsVersion = (typeof TLS_VERSIONS)[number];

export interface EncryptionSettings {
  /** Undefined if it is not given. */
  readonly mode: SslMode | undefined;
  /** Whether TLS starts with the first byte, without negotiation. */
  readonly direct: boolean;
  /** File names as given; `system` means the authorities that Node.js knows. */
  readonly rootCertificate: string | undefined;
  readonly certificate: string | undefined;
  readonly key: string | undefined;
  readonly keyPassword: string | undefined;
  readonly minVersion: TlsVersion | undefined;
  readonly maxVersion: TlsVersion | undefined;
}

export interface ConnectionSettings {
  /** The directory of a Unix socket if it begins with a slash. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly password: string | undefined;
  readonly applicationName: string | undefined;
  readonly options: string | undefined;
  /** 0 for no limit; undefined if it is not given. */
  readonly connectTimeoutMs: number | undefined;
  readonly keepAlive: boolean;
  readonly keepAliveIdleMs: number | undefined;
  readonly encryption: EncryptionSettings;
}

/**
 * Reads a URL and, for missing settings, the variables of `environment`. Throws `config` (code `bad-database-url`, or
 * `bad-environment` for a variable).
 */
export function connectionSettings(url: URL, environment: Environment = {}): ConnectionSettings {
  const given = new Map<string, string>();
  attempt(badUrl, () => {
    for (const [name, value] of ofAuthority(url)) take(given, name, value);
    let followsPassword = false;
    for (const [name, value] of ofQuery(url)) {
      take(given, name, value, followsPassword);
      followsPassword ||= name.includes('password');
    }
  });
  for (const [variable, name] of Object.entries(VARIABLES)) {
    const value = environment[variable];
    if (value !== undefined && !given.has(name))
      attempt(badVariable(variable), () => take(given, name, value));
  }
  const user = given.get('user') ?? systemUser(environment);
  return {
    host: given.get('host') ?? '',
    port: Number(given.get('port') ?? 5432),
    user,
    database: given.get('dbname') ?? user,
    password: given.get('password'),
    applicationName: given.get('application_name'),
    options: given.get('options'),
    connectTimeoutMs: milliseconds(given.get('connect_timeout')),
    keepAlive: given.get('keepalives') !== '0',
    keepAliveIdleMs: milliseconds(given.get('keepalives_idle')),
    encryption: {
      mode: oneOf(SSL_MODES, given.get('sslmode')),
      direct: given.get('sslnegotiation') === 'direct',
      rootCertificate: given.get('sslrootcert'),
      certificate: given.get('sslcert'),
      key: given.get('sslkey'),
      keyPassword: given.get('sslpassword'),
      minVersion: oneOf(TLS_VERSIONS, given.get('ssl_min_protocol_version')),
      maxVersion: oneOf(TLS_VERSIONS, given.get('ssl_max_protocol_version')),
    },
  };
}

type Setting = readonly [name: string, value: string];

function ofAuthority(url: URL): Setting[] {
  return [
    ['host', decode(url.hostname).replace(/^\[(.*)\]$/, '$1')],
    ['port', url.port],
    ['user', decode(url.username)],
    ['password', decode(url.password)],
    ['dbname', decode(url.pathname.slice(1))],
  ];
}

// Not by URLSearchParams: there a "+" is a blank, and in a password it is a plus.
function ofQuery({ search }: URL): Setting[] {
  const pairs = search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '');
  return pairs.map((pair): Setting => {
    const at = pair.indexOf('=');
    if (at < 0) throw new Error('a parameter in it has no "="');
    const name = decode(pair.slice(0, at));
    const value = decode(pair.slice(at + 1));
    // libpq accepts this for URLs written for JDBC.
    return name === 'ssl' && value === 'true' ? ['sslmode', 'require'] : [name, value];
  });
}

/** Empty values count as not given. */
function take(given: Map<string, string>, name: string, value: string, followsPassword = false): void {
  const honoured = oneOf(HONOURED, name);
  if (honoured === undefined) requireHarmless(name, value, followsPassword);
  else if (value !== '') check(honoured, value);
  if (value !== '') given.set(name, value);
}

/** Throws for an unsupported parameter, unless its value is what tierctl does anyway. */
function requireHarmless(name: string, value: string, followsPassword: boolean): void {
  const accepted = ACCEPTED[name];
  if (accepted !== undefined) {
    if (value === '' || accepted.includes(value)) return;
    throw new Error(`its ${name} can only be ${list(accepted)}`);
  }
  if (UNSUPPORTED.includes(name)) throw new Error(`its setting "${name}" is not supported`);
  throw new Error(unknownSetting(name, [...HONOURED, ...Object.keys(ACCEPTED)], followsPassword));
}

/** The allowed words of a setting, if it has a fixed set. */
const WORDS: Partial<Record<HonouredParameter, readonly string[]>> = {
  keepalives: ['0', '1'],
  sslmode: SSL_MODES,
  sslnegotiation: ['postgres', 'direct'],
  ssl_min_protocol_version: TLS_VERSIONS,
  ssl_max_protocol_version: TLS_VERSIONS,
};

function check(name: HonouredParameter, value: string): void {
  const words = WORDS[name];
  if (words !== undefined && !words.includes(value))
    throw new Error(`its ${name} is not one of ${words.join(', ')}`);
  if (name === 'host' && value.includes(','))
    throw new Error('it names several hosts; only one is supported');
  if (name === 'port' && !isBetween(value, 1, 65_535))
    throw new Error('its port is not a whole number from 1 to 65535');
  if ((name === 'connect_timeout' || name === 'keepalives_idle') && !isBetween(value, 0, LONGEST_SECONDS))
    throw new Error(`its ${name} is not a whole number of seconds`);
}

/** The limit of a timer. */
const LONGEST_SECONDS = 2_000_000;

function isBetween(text: string, least: number, most: number): boolean {
  return /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most;
}

function oneOf<Value extends string>(values: readonly Value[], value: string | undefined): Value | undefined {
  return values.find((one) => one === value);
}

function list(values: readonly string[]): string {
  return values.map((value) => `"${value}"`).join(' or ');
}

function milliseconds(seconds: string | undefined): number | undefined {
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Error('a "%" in it is not followed by two hexadecimal digits');
  }
}

function systemUser({ USER, USERNAME }: Environment): string {
  const named = USER ?? USERNAME ?? '';
  if (named !== '') return named;
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}

function attempt(failure: (reason: string) => TierctlError, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw failure(error instanceof Error ? error.message : String(error));
  }
}

function badUrl(reason: string): TierctlError {
  return badDatabaseUrl(
    reason,
    'parameters are spelled as libpq spells them, such as sslmode=verify-full or connect_timeout=10',
  );
}

function badVariable(variable: string): (reason: string) => TierctlError {
  return (reason) => badEnvironment(variable, reason);
}
