// The statements of a batch as PostgreSQL gets them, taken from the code that runs them, with names for parameters.
import {
  type CompiledQuery,
  type DatabaseConnection,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import { billingLayout } from '../src/database/billing-layout.ts';
import { BillingNames } from '../src/database/billing-names.ts';
import { postgresDialect } from '../src/database/postgres/dialect.ts';
import type { Session } from '../src/database/session.ts';
import type { Tables } from '../src/database/tables.ts';
import { applyBatch } from '../src/operations/transitions/apply-batch.ts';
import { cutRanges } from '../src/store/transitions/batch/cut-ranges.ts';
import { stayReason } from '../src/store/transitions/batch/due.ts';
import { readableSql } from './readable-sql.ts';

const SCOPE = { asOf: ':as_of', pathId: undefined, account: undefined };
const RANGE = { first: ':first', last: ':last', due: 0, severalChains: false };

/**
 * First the expression that says why a subscription stays, then the statement that cuts ranges, then those of one hop, in
 * their order. Where the expression is part of a statement, its name stands for it.
 */
export async function batchStatements(): Promise<string[]> {
  const sent: string[] = [];
  const session = recordingSession(sent);
  const { sql: reason } = stayReason(session.dialect).compile(session.db);
  await cutRanges(session, SCOPE, postgresDialect.preferredBatchSize);
  // A parameter is printed as what is passed for it, and a name says more than a number.
  const run = ':run' as unknown as number;
  await applyBatch(session, RANGE, { run, scope: SCOPE, appliedAt: ':now', maxHops: 1 });
  // The last one is the claim of the next hop, which finds nothing.
  const statements = sent.slice(0, -1).map((sql) => sql.replace(reason, '<the reason to stay>'));
  return [reason, ...statements].map((sql) => readableSql(sql.replaceAll('"', '')));
}

/** What is answered to a question, so that a hop goes through all that it may be about: packages, and usage over the limit. */
const ANSWERS: readonly (readonly [RegExp, Readonly<Record<string, unknown>>])[] = [
  [/ as "leaving",/, { leaving: 1, arriving: 1, extending: 1 }],
  [
    / as "arrived"/,
    { account: 'A', number: 1, itemId: 'item', service: 'email', short: 1, extensionId: null },
  ],
  [
    /"tierctl"."item_extension" as "e"/,
    {
      item_id: 'item',
      extension_item_id: 'more',
      maximum_quantity: null,
      active: true,
      article_number: 'MORE',
    },
  ],
  [/from "tierctl"."service_limit"/, { item_id: 'more', service: 'email', amount: 1 }],
];

/** Every statement is taken down; only the first that claims something changes a row, and what keeps components that have not started. */
function recordingSession(sent: string[]): Session {
  const executeQuery = async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
    const claim = /^\s*update/i.test(sql) && !sent.some((one) => /^\s*update/i.test(one));
    const kept = /^insert into "tierctl"\."former_component" /.test(sql);
    sent.push(sql.replace(/\$(\d+)/g, (_, number) => named(parameters[number - 1])));
    const rows = ANSWERS.flatMap(([question, answer]) => (question.test(sql) ? [answer as R] : []));
    return { rows, numAffectedRows: claim || kept ? 1n : 0n };
  };
  class RecordingDriver extends DummyDriver {
    override async acquireConnection(): Promise<DatabaseConnection> {
      return { executeQuery, streamQuery: () => Promise.reject(new Error('nothing is streamed')) as never };
    }
  }
  const billing = billingLayout({}, postgresDialect.defaultBillingSchema);
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new RecordingDriver(),
      createIntrospector: (kysely) => new PostgresIntrospector(kysely),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    plugins: [new BillingNames(billing)],
  });
  return { db, dialect: { ...postgresDialect, billing } };
}

/** The hop is the one number among the parameters; rows are given as JSON. */
function named(parameter: unknown): string {
  if (typeof parameter === 'string' && parameter.startsWith('[')) return ':rows';
  return typeof parameter === 'number' ? ':hop' : String(parameter);
}
