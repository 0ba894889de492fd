// The parameters of a connection, as libpq spells them in a URL (PostgreSQL 18, "Parameter Key Words"). Each is honoured or
// refused by name: one that is passed over may be the one that was to make the connection safe.

export const HONOURED = [
  'host',
  'port',
  'dbname',
  'user',
  'password',
  'connect_timeout',
  'application_name',
  'options',
  'keepalives',
  'keepalives_idle',
  'sslmode',
  'sslnegotiation',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'sslpassword',
  'ssl_min_protocol_version',
  'ssl_max_protocol_version',
] as const;

export type HonouredParameter = (typeof HONOURED)[number];

/** Parameters that are taken with these values only, since they ask for what is done anyway. */
export const ACCEPTED: Readonly<Record<string, readonly string[]>> = {
  channel_binding: ['disable', 'prefer'],
  client_encoding: ['auto', 'utf8', 'UTF8', 'utf-8', 'UTF-8'],
  gssdelegation: ['0'],
  gssencmode: ['disable', 'prefer'],
  load_balance_hosts: ['disable'],
  replication: ['0', 'false', 'off', 'no'],
  sslcertmode: ['allow'],
  sslcompression: ['0'],
  sslsni: ['1'],
  target_session_attrs: ['any'],
};

export const UNSUPPORTED: readonly string[] = [
  'fallback_application_name',
  'gsslib',
  'hostaddr',
  'keepalives_count',
  'keepalives_interval',
  'krbsrvname',
  'max_protocol_version',
  'min_protocol_version',
  'oauth_client_id',
  'oauth_client_secret',
  'oauth_issuer',
  'oauth_scope',
  'passfile',
  'require_auth',
  'requirepeer',
  'requiressl',
  'scram_client_key',
  'scram_server_key',
  'service',
  'servicefile',
  'sslcrl',
  'sslcrldir',
  'sslkeylogfile',
  'tcp_user_timeout',
];

/**
 * The environment variables that stand for a parameter that the URL leaves out. PGAPPNAME is none of them: the name that
 * tierctl gives itself says who holds a lock.
 */
export const VARIABLES: Readonly<Record<string, string>> = {
  PGHOST: 'host',
  PGPORT: 'port',
  PGDATABASE: 'dbname',
  PGUSER: 'user',
  PGPASSWORD: 'password',
  PGCONNECT_TIMEOUT: 'connect_timeout',
  PGOPTIONS: 'options',
  PGSSLMODE: 'sslmode',
  PGSSLNEGOTIATION: 'sslnegotiation',
  PGSSLROOTCERT: 'sslrootcert',
  PGSSLCERT: 'sslcert',
  PGSSLKEY: 'sslkey',
  PGSSLMINPROTOCOLVERSION: 'ssl_min_protocol_version',
  PGSSLMAXPROTOCOLVERSION: 'ssl_max_protocol_version',
  PGCHANNELBINDING: 'channel_binding',
  PGCLIENTENCODING: 'client_encoding',
  PGGSSENCMODE: 'gssencmode',
  PGTARGETSESSIONATTRS: 'target_session_attrs',
  PGREQUIREAUTH: 'require_auth',
  PGREQUIREPEER: 'requirepeer',
  PGSSLCERTMODE: 'sslcertmode',
  PGSSLCRL: 'sslcrl',
  PGSSLCRLDIR: 'sslcrldir',
};
