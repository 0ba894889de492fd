import { type Kysely, MssqlDialect, type QueryCompiler } from 'kysely';
import * as tarn from 'tarn';
import { type ConnectionOptions, ISOLATION_LEVEL, TYPES } from 'tedious';
import { billingLayout } from '../billing-layout.ts';
import type { Database, OpenOptions } from '../database.ts';
import type { Seen } from '../lock-watch.ts';
import { openKysely } from '../open-kysely.ts';
import type { Tables } from '../tables.ts';
import { clientName } from '../target/target.ts';
import { acquireApplicationLock } from './application-lock.ts';
import { SqlServerConnection } from './connection.ts';
import { parseSqlServerConnection } from './connection-string.ts';
import { sqlServerDialect } from './dialect.ts';
import { translateSqlServerError } from './errors.ts';
import { holderLook } from './lock-holders.ts';
import { SqlServerQueryCompiler } from './query-compiler.ts';
import { SqlServerRequest } from './request.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const CLOSE_TIMEOUT_MS = 1_000;

class SqlServerDialect extends MssqlDialect {
  override createQueryCompiler(): QueryCompiler {
    return new SqlServerQueryCompiler();
  }
}

export async function openSqlServer(connection: string, options: OpenOptions): Promise<Database> {
  const { password, environment = {} } = options;
  const parsed = parseSqlServerConnection(connection, { password, environment });
  const configuration = {
    ...parsed,
    options: {
      connectTimeout: CONNECT_TIMEOUT_MS,
      // A set-based statement over a large range may take long, and a timeout would only lose its work.
      requestTimeout: 0,
      useUTC: true,
      lowerCaseGuids: true,
      rowCollectionOnRequestCompletion: false,
      appName: clientName(options.client).slice(0, 128),
      ...parsed.options,
    },
  };
  const open = new Set<SqlServerConnection>();
  const { lockTimeoutMs } = options;
  const limit =
    lockTimeoutMs === undefined ? undefined : { lockTimeoutMs, look: (): Promise<Seen> => look() };
  const billing = billingLayout(options.billing ?? {}, sqlServerDialect.defaultBillingSchema);
  const kysely: Kysely<Tables> = openKysely(
    new SqlServerDialect({
      // Without propagateCreateError, a refused connection is retried for 30 s before the error is reported.
      tarn: { Pool: tarn.Pool, options: { min: 0, max: 4, propagateCreateError: true } },
      tedious: {
        ISOLATION_LEVEL,
        TYPES,
        Request: SqlServerRequest,
        connectionFactory: () => {
          const created = new SqlServerConnection(configuration, limit);
          open.add(created);
          created.once('end', () => open.delete(created));
          return created;
        },
      },
    }),
    translateSqlServerError,
    billing,
    options,
  );
  const look = holderLook(kysely);
  return {
    kysely,
    dialect: { ...sqlServerDialect, billing },
    description: describe(configuration.server, configuration.options),
    acquireLock: (name, timeoutMs) => acquireApplicationLock(kysely, name, timeoutMs),
    close: async () => {
      // The pool waits forever for a connection in use, such as that of a lock that was not released.
      await Promise.race([kysely.destroy(), delay(CLOSE_TIMEOUT_MS)]);
      for (const created of open) created.close();
    },
  };
}

function describe(server: string, { database, instanceName, port }: ConnectionOptions): string {
  const host = instanceName === undefined ? `${server}:${port}` : `${server}\\${instanceName}`;
  return `SQL Server at ${host}/${database}`;
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
