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
  'Packet Size',
  'Persist Security Info',
  'Pool Blocking Period',
  'Pooling',
  'Provider',
  'Transaction Binding',
  'Type System Version',
  'Workstation Id',
  'WSID',
];

const UNSUPPORTED = [
  'AttachDbFilename',
  'Attestation Protocol',
  'Column Encryption Setting',
  'Context Connection',
  'Enclave Attestation Url',
  'Failover Partner',
  'Failover Partner SPN',
  'Net',
  'Network',
  'Network Library',
  'Replication',
  'Server Certificate',
  'Server SPN',
  'User Instance',
];

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
};

const normalized = (names: readonly string[]) => new Set(names.map(normalizeKey));
const used = normalized(USED);
const passedOver = normalized([...PASSED_OVER]);
const unsupported = normalized(UNSUPPORTED);
const synonyms = new Map(
  Object.entries(SYNONYMS).map(([name, real]) => [normalizeKey(name), normalizeKey(real)]),
);

/**
 * The normalised name of a setting, in lower case without blanks; undefined for an ignored one. Throws `Error` with a
 * reason for an unknown or unsupported one.
 */
export function settingName(key: string, followsPassword: boolean): string | undefined {
  const name = normalizeKey(key);
  const real = synonyms.get(name) ?? name;
  if (used.has(real)) return real;
  if (passedOver.has(name)) return undefined;
  if (unsupported.has(name)) throw new Error(`its setting "${key.trim()}" is not supported`);
  throw new Error(unknownSetting(key.trim(), [...USED, ...Object.keys(SYNONYMS)], followsPassword));
}
