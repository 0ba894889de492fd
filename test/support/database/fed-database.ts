// A database that answers with given rows: for servers and settings that no test machine has.
import {
  type CompiledQuery,
  type DatabaseConnection,
  DummyDriver,
  Kysely,
  MssqlAdapter,
  MssqlIntrospector,
} from 'kysely';
import { billingLayout } from '../../../src/database/billing-layout.ts';
import { BillingNames } from '../../../src/database/billing-names.ts';
import type { Session } from '../../../src/database/session.ts';
import { sqlServerDialect } from '../../../src/database/sql-server/dialect.ts';
import { SqlServerQueryCompiler } from '../../../src/database/sql-server/query-compiler.ts';
import type { Tables } from '../../../src/database/tables.ts';

export interface FedDatabase {
  readonly session: Session;
  /** Every statement that was sent. */
  readonly sent: CompiledQuery[];
}

/** A SQL Server whose answer to each statement is what `answer` returns for it. */
export function fedSqlServer(answer: (query: CompiledQuery) => readonly object[]): FedDatabase {
  const sent: CompiledQuery[] = [];
  const connection: DatabaseConnection = {
    executeQuery: async <Row>(query: CompiledQuery) => {
      sent.push(query);
      return { rows: answer(query) as Row[] };
    },
    streamQuery: () => {
      throw new Error('nothing is streamed');
    },
  };
  class FedDriver extends DummyDriver {
    override async acquireConnection(): Promise<DatabaseConnection> {
      return connection;
    }
  }
  const billing = billingLayout({}, sqlServerDialect.defaultBillingSchema);
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new MssqlAdapter(),
      createDriver: () => new FedDriver(),
      createIntrospector: (kysely) => new MssqlIntrospector(kysely),
      createQueryCompiler: () => new SqlServerQueryCompiler(),
    },
    plugins: [new BillingNames(billing)],
  });
  return { session: { db, dialect: { ...sqlServerDialect, billing } }, sent };
}
