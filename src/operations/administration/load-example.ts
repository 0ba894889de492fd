import type { AuditedResult } from '../../database/audited-result.ts';
import { type BillingTable, tableLabel } from '../../database/billing-layout.ts';
import type { Migration } from '../../database/migration.ts';
import { migrationStates } from '../../database/migrator.ts';
import { requireCurrentSchema } from '../../database/required-schema.ts';
import type { Session } from '../../database/session.ts';
import { plusTerm } from '../../domain/calendar.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Locate } from '../../domain/catalogue/catalogue-problem.ts';
import type { RecordFile } from '../../domain/imports/record-file.ts';
import { TierctlError } from '../../domain/tierctl-error.ts';
import { latestAsOf, wasEverRun } from '../../store/administration/example-trace.ts';
import { findForeignRow, type KnownRows, listTables } from '../../store/administration/foreign-rows.ts';
import { applyCatalogue } from '../catalogue/apply-catalogue.ts';
import { importAccounts } from '../imports/import-accounts.ts';
import { importSubscriptions } from '../imports/import-subscriptions.ts';
import { migrateUp } from './migrate-up.ts';

/** The contents of an example database, as files describe them. */
export interface Example {
  /** Where it comes from, such as `examples/hosting`. */
  readonly name: string;
  readonly catalogue: Catalogue;
  readonly locate: Locate;
  readonly accounts: ExampleFile;
  readonly subscriptions: ExampleFile;
}

export interface ExampleFile {
  readonly file: RecordFile;
  /** Keys of its records: the account, and for a subscription its external id. */
  readonly records: readonly { readonly account: string; readonly externalId: string }[];
}

export interface LoadExampleInput {
  readonly example: Example;
  /** The command whose audit record identifies an example database, such as `demo`. */
  readonly command: string;
  readonly migrations: readonly Migration[];
  /** The day of the first run, `YYYY-MM-DD`. */
  readonly firstDay: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The hint if the database holds anything else. */
  readonly elsewhere: string;
}

export interface LoadExampleResult {
  readonly name: string;
  readonly items: number;
  readonly groups: number;
  readonly paths: number;
  readonly accounts: number;
  readonly subscriptions: number;
  /** False if an earlier call loaded it. */
  readonly loaded: boolean;
  /** The day to run transitions for next: `firstDay`, or a month after the latest run. */
  readonly asOf: string;
}

const EMPTY: KnownRows = { items: [], groups: [], paths: [], accounts: [], subscriptions: [] };

/**
 * Loads the example into an empty database and creates missing tables, or recognises an example that is already
 * loaded. Call it under the migration lock. Throws `refused` (`database-in-use`) if the database holds anything
 * else, and the errors of requireCurrentSchema if another version migrated it.
 */
export async function loadExample(
  session: Session,
  input: LoadExampleInput,
): Promise<AuditedResult<LoadExampleResult>> {
  const { example, migrations, firstDay } = input;
  const { catalogue, accounts, subscriptions } = example;
  const result = {
    name: example.name,
    items: catalogue.items.length,
    groups: catalogue.groups.length,
    paths: catalogue.paths.length,
    accounts: accounts.records.length,
    subscriptions: subscriptions.records.length,
  };
  if (await findLoaded(session, input)) {
    return { result: { ...result, loaded: false, asOf: await nextDay(session, firstDay) }, audit: undefined };
  }
  await migrateUp(session, migrations, input.at);
  await applyCatalogue(session, { catalogue, locate: example.locate, prune: false, label: example.name });
  const quietly = { skipInvalid: undefined, onProgress: () => undefined };
  await importAccounts(session, { ...quietly, file: accounts.file });
  await importSubscriptions(session, {
    ...quietly,
    file: subscriptions.file,
    createAccounts: false,
    allowInactive: true,
  });
  return { result: { ...result, loaded: true, asOf: firstDay }, audit: { before: null, after: result } };
}

/** Whether the database holds the example and nothing else; false if it is empty. */
async function findLoaded(
  session: Session,
  { example, command, migrations, elsewhere }: LoadExampleInput,
): Promise<boolean> {
  const states = await migrationStates(session, migrations);
  const isNew = states.every(({ appliedAt }) => appliedAt === null);
  if (states.some(({ adopted }) => adopted)) throw inUse('adopted billing tables', elsewhere);
  const { foldName } = session.dialect;
  const own = new Set(isNew ? [] : ownTables(session, migrations).map(foldName));
  const table = (await listTables(session)).find(
    (name) => name !== 'tierctl.migration' && !own.has(foldName(name)),
  );
  if (table !== undefined) throw inUse(`the table ${table}`, elsewhere);
  if (isNew) return false;
  await requireCurrentSchema(session, migrations);
  const loaded = await wasEverRun(session, command);
  const foreign = await findForeignRow(session, loaded ? knownRows(example) : EMPTY);
  if (foreign !== undefined) throw inUse(`the ${foreign.noun} ${foreign.name}`, elsewhere);
  return loaded;
}

// The billing tables may live in any schema and under any name.
function ownTables({ dialect: { billing } }: Session, migrations: readonly Migration[]): string[] {
  return migrations
    .flatMap(({ tables }) => tables)
    .map((name) => {
      const [schema, table] = name.split('.');
      return schema === 'billing' ? tableLabel(billing, table as BillingTable) : name;
    });
}

function knownRows({ catalogue, accounts, subscriptions }: Example): KnownRows {
  return {
    items: catalogue.items.map(({ articleNumber }) => articleNumber),
    groups: catalogue.groups.map(({ name }) => name),
    paths: catalogue.paths.map(({ name }) => name),
    accounts: accounts.records.map(({ account }) => account),
    subscriptions: subscriptions.records,
  };
}

async function nextDay(session: Session, firstDay: string): Promise<string> {
  const latest = await latestAsOf(session);
  if (latest === null) return firstDay;
  const next = plusTerm(latest, { months: 1, days: 0 });
  return next > firstDay ? next : firstDay;
}

function inUse(what: string, hint: string): TierctlError {
  return new TierctlError(
    'refused',
    'database-in-use',
    `the database holds ${what}, which is not part of the example; nothing was written`,
    { hint, data: { found: what } },
  );
}
