import { type BillingTable, tableLabel } from '../../database/billing-layout.ts';
import type { Migration } from '../../database/migration.ts';
import { readMigrationStates } from '../../database/migrator.ts';
import { requireCurrentSchema } from '../../database/required-schema.ts';
import type { Session } from '../../database/session.ts';
import { databaseInUse } from '../../domain/administration/problems.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Locate } from '../../domain/catalogue/catalogue-problem.ts';
import type { RecordFile } from '../../domain/imports/record-file.ts';
import { wasEverRun } from '../../store/demo/example-trace.ts';
import { findForeignRow, type KnownRows, listTables } from '../../store/demo/foreign-rows.ts';

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

/** The example, and how a database that holds it is known. */
export interface ExampleOrigin {
  readonly example: Example;
  /** The command whose audit record identifies an example database, such as `demo`. */
  readonly command: string;
  readonly migrations: readonly Migration[];
  /** The hint if the database holds anything else. */
  readonly elsewhere: string;
}

const EMPTY: KnownRows = { items: [], groups: [], paths: [], accounts: [], subscriptions: [] };

/** Whether the database holds the example and nothing else; false if it is empty. */
export async function findExample(
  session: Session,
  { example, command, migrations, elsewhere }: ExampleOrigin,
): Promise<boolean> {
  const states = await readMigrationStates(session, migrations);
  const isNew = states.every(({ appliedAt }) => appliedAt === null);
  if (states.some(({ adopted }) => adopted)) throw databaseInUse('adopted billing tables', elsewhere);
  const { foldName } = session.dialect;
  const own = new Set(isNew ? [] : ownTables(session, migrations).map(foldName));
  const table = (await listTables(session)).find(
    (name) => name !== 'tierctl.migration' && !own.has(foldName(name)),
  );
  if (table !== undefined) throw databaseInUse(`the table ${table}`, elsewhere);
  if (isNew) return false;
  await requireCurrentSchema(session, migrations);
  const loaded = await wasEverRun(session, command);
  const foreign = await findForeignRow(session, loaded ? knownRows(example) : EMPTY);
  if (foreign !== undefined) throw databaseInUse(`the ${foreign.noun} ${foreign.name}`, elsewhere);
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
