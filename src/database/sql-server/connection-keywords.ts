// The settings of a connection string, in SqlClient's spelling. Each is used, ignored for a reason, or refused: a setting
// that is ignored without a reason may be the one that should make the connection safe.
import { normalizeKey } from '../target/classic-connection-string.ts';
import { unknownSetting } from '../target/unknown-setting.ts';

const USED = [
  'Server',
  'Port',
  'Database',
  'User Id',
  'Password',
  'Encrypt',
  'Trust Server Certificate',
  'Host Name In Certificate',
  'Multi Subnet Failover',
  'Connect Timeout',
  'Instance Name',
  'Integrated Security',
  'Authentication',
  'Domain',
  'Client Id',
  'Client Secret',
  'Tenant Id',
  'Application Name',
  'Application Intent',
  'Packet Size',
  'Workstation Id',
];

/** Ignored: they concern SqlClient's own pool, protocol and error handling, or have no effect on results. */
const PASSED_OVER = [
  'Async',
  'Asynchronous Processing',
  'Command Timeout',
  'Connect Retry Count',
  'Connect Retry Interval',
  'Connection Lifetime',
  'Connection Reset',
  'Current Language',
  'Driver',
  'Enlist',
  'IP Address Preference',
  'Language',
  'Load Balance Timeout',
  'Max Pool Size',
  'Min Pool Size',
  'Multiple Active Result Sets',
  'Persist Security Info',
  'Pool Blocking Period',
  'Pooling',
  'Provider',
  'Transaction Binding',
  'Transparent Network IP Resolution',
  'Type System Version',
];

interface Unsupported {
  /** The values that ask for what tierctl does anyway. */
  readonly accepted?: readonly string[];
  /** What to do, as the rest of a sentence. */
  readonly instead: string;
}

const OFF = ['false', 'no', '0'];
const NO_FILE = { instead: 'attach the database on the server, and name it with Database' };
const NO_ENCRYPTED_COLUMNS = 'tierctl reads no encrypted columns; the billing tables must not have any';
const TCP_ONLY = { accepted: ['dbmssocn', 'tcp', 'tcpip'], instead: 'the connection is always TCP' };
const NO_KERBEROS = {
  instead: 'it is for Windows logins, which are not supported; log in with User Id and Password',
};

const UNSUPPORTED: Readonly<Record<string, Unsupported>> = {
  AttachDbFilename: NO_FILE,
  'Extended Properties': NO_FILE,
  'Initial File Name': NO_FILE,
  'Attestation Protocol': { accepted: ['none', 'notspecified'], instead: NO_ENCRYPTED_COLUMNS },
  'Column Encryption Setting': { accepted: ['disabled'], instead: NO_ENCRYPTED_COLUMNS },
  'Enclave Attestation Url': { accepted: [''], instead: NO_ENCRYPTED_COLUMNS },
  'Context Connection': { accepted: OFF, instead: 'name the server with Server' },
  'Failover Partner': {
    instead: 'name the server that is the primary now, or the listener of an availability group',
  },
  'Failover Partner SPN': NO_KERBEROS,
  'Server SPN': NO_KERBEROS,
  Net: TCP_ONLY,
  Network: TCP_ONLY,
  'Network Library': TCP_ONLY,
  Replication: { accepted: OFF, instead: 'leave it out' },
  'Server Certificate': { instead: 'name a file with its authority in NODE_EXTRA_CA_CERTS' },
  'User Instance': { accepted: OFF, instead: 'name an instance with Server=host\\instance' },
};

const SYNONYMS: Readonly<Record<string, string>> = {
  'Data Source': 'Server',
  Addr: 'Server',
  Address: 'Server',
  'Network Address': 'Server',
  'Initial Catalog': 'Database',
  User: 'User Id',
  UID: 'User Id',
  Username: 'User Id',
  PWD: 'Password',
  'Trusted Connection': 'Integrated Security',
  'Connection Timeout': 'Connect Timeout',
  Timeout: 'Connect Timeout',
  App: 'Application Name',
  WSID: 'Workstation Id',
};

const normalized = (names: readonly string[]) => new Set(names.map(normalizeKey));
const used = normalized(USED);
const passedOver = normalized(PASSED_OVER);
const unsupported = new Map(
  Object.entries(UNSUPPORTED).map(([name, { accepted = [], instead }]) => [
    normalizeKey(name),
    { name, accepted, instead },
  ]),
);
const synonyms = new Map(
  Object.entries(SYNONYMS).map(([name, real]) => [normalizeKey(name), normalizeKey(real)]),
);

/**
 * The normalised name of a setting, in lower case without blanks; undefined for an ignored one, and for one that asks for what is
 * done anyway. Throws `Error` with a reason, without the value, for an unknown or unsupported one.
 */
export function settingName(key: string, value: string, followsPassword: boolean): string | undefined {
  const name = normalizeKey(key);
  const real = synonyms.get(name) ?? name;
  if (used.has(real)) return real;
  if (passedOver.has(name)) return undefined;
  const refused = unsupported.get(name);
  if (refused === undefined) {
    throw new Error(unknownSetting(key.trim(), [...USED, ...Object.keys(SYNONYMS)], followsPassword));
  }
  if (refused.accepted.includes(value.trim().toLowerCase())) return undefined;
  throw new Error(`its setting "${refused.name}" is not supported: ${refused.instead}`);
}
