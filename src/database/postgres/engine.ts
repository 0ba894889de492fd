import { PostgresDialect, type PostgresPool } from 'kysely';
import pg from 'pg';
import { billingLayout } from '../billing-layout.ts';
import type { Database, OpenOptions } from '../database.ts';
import { openKysely } from '../open-kysely.ts';
import {
  type ConnectionSettings,
  connectionSettings,
  type Environment,
} from '../target/connection-settings.ts';
import { clientName } from '../target/target.ts';
import { acquireAdvisoryLock } from './advisory-lock.ts';
import { ConnectionPool } from './connection-pool.ts';
import { postgresDialect } from './dialect.ts';
import { encryptionAttempts } from './encryption.ts';
import { translatePostgresError } from './errors.ts';
import { passwordSource } from './password.ts';
import { useIsoDates } from './session-settings.ts';
import { postgresParsers } from './values.ts';

const CONNECT_TIMEOUT_MS = 10_000;

export async function openPostgres(url: URL, options: OpenOptions): Promise<Database> {
  const { environment = {} } = options;
  const settings = connectionSettings(url, environment);
  const pool = new ConnectionPool(attempts(settings, environment, options), options.lockTimeoutMs);
  const billing = billingLayout(options.billing ?? {}, postgresDialect.defaultBillingSchema);
  // Kysely's driver needs only the members of a pool that ConnectionPool has.
  const kysely = openKysely(
    new PostgresDialect({ pool: pool as unknown as PostgresPool }),
    translatePostgresError,
    billing,
    options,
  );
  return {
    kysely,
    dialect: { ...postgresDialect, billing },
    description: `PostgreSQL at ${settings.host}:${settings.port}/${settings.database}`,
    acquireLock: (name, timeoutMs) => acquireAdvisoryLock(kysely, name, timeoutMs),
    close: () => kysely.destroy(),
  };
}

// All settings are given: for a missing one, pg would read the environment variables.
function attempts(
  settings: ConnectionSettings,
  environment: Environment,
  { client, password }: OpenOptions,
): pg.PoolConfig[] {
  const { host, port, user, database, keepAlive, keepAliveIdleMs, encryption } = settings;
  const common: pg.PoolConfig = {
    host,
    port,
    user,
    database,
    password: passwordSource(settings, password),
    application_name: (settings.applicationName ?? clientName(client)).slice(0, 63),
    ...(settings.options === undefined ? {} : { options: settings.options }),
    sslnegotiation: encryption.direct ? 'direct' : 'postgres',
    keepAlive,
    ...(keepAliveIdleMs === undefined ? {} : { keepAliveInitialDelayMillis: keepAliveIdleMs }),
    connectionTimeoutMillis: settings.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
    max: 4,
    onConnect: useIsoDates,
    types: { getTypeParser: (oid: number) => postgresParsers[oid] ?? pg.types.getTypeParser(oid) },
  };
  return encryptionAttempts(settings, environment).map((ssl) => ({ ...common, ssl }));
}
