import { PostgresDialect, type PostgresPool } from 'kysely';
import pg from 'pg';
import { billingLayout } from '../billing-layout.ts';
import { clientName } from '../client-name.ts';
import type { Database, OpenOptions } from '../database.ts';
import { openKysely } from '../open-kysely.ts';
import { acquireAdvisoryLock } from './advisory-lock.ts';
import { CopyingPool } from './copying-pool.ts';
import { postgresDialect } from './dialect.ts';
import { translatePostgresError } from './errors.ts';
import { useIsoDates } from './session-settings.ts';
import { postgresParsers } from './values.ts';

const CONNECT_TIMEOUT_MS = 10_000;

export async function openPostgres(url: URL, options: OpenOptions): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: withPassword(url, options.password).href,
    application_name: clientName(options.client).slice(0, 63),
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    max: 4,
    onConnect: useIsoDates,
    types: { getTypeParser: (oid: number) => postgresParsers[oid] ?? pg.types.getTypeParser(oid) },
  });
  // Without a listener a killed idle connection would end the process; the next query reports the loss.
  pool.on('error', () => undefined);
  // The same for one that is in use: the pool listens only to those that idle.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const billing = billingLayout(options.billing ?? {}, postgresDialect.defaultBillingSchema);
  // Kysely's driver needs of a pool only what CopyingPool has.
  const kysely = openKysely(
    new PostgresDialect({ pool: new CopyingPool(pool) as unknown as PostgresPool }),
    translatePostgresError,
    billing,
    options,
  );
  return {
    kysely,
    dialect: { ...postgresDialect, billing },
    description: `PostgreSQL at ${url.host}${url.pathname}`,
    acquireLock: (name, timeoutMs) => acquireAdvisoryLock(kysely, name, timeoutMs),
    close: () => kysely.destroy(),
  };
}

// pg lets the URL's empty password win over a password given beside it.
function withPassword(url: URL, password: string | undefined): URL {
  const own = new URL(url.href);
  if (password !== undefined) own.searchParams.set('password', password);
  return own;
}
