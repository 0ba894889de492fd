// Kysely's own Migrator ends its transaction itself, so its work can be neither shown nor rolled back, and tierctl's rule
// about changes needs both. What remains is small: a list, a table of names, a transaction, a lock.
import { sql } from 'kysely';
import type { Migration } from './migration.ts';
import { rowsContradict, schemaNewer } from './problems.ts';
import type { Session } from './session.ts';
import type { Tables } from './tables.ts';

const SCHEMA = 'tierctl';

export interface MigrationState {
  readonly name: string;
  /** ISO 8601, UTC; null if it is pending. */
  readonly appliedAt: string | null;
  /** Its tables already existed: it was recorded without being run, and undoing it only deletes the record. */
  readonly adopted: boolean;
}

/** The state of each known migration. Throws `config` (`schema-newer`) if the database has a migration that this program does not know. */
export async function readMigrationStates(
  session: Session,
  known: readonly Migration[],
): Promise<MigrationState[]> {
  const applied = await appliedMigrations(session);
  const unknown = [...applied.keys()].filter((name) => !known.some((migration) => migration.name === name));
  if (unknown.length > 0) {
    throw schemaNewer(unknown);
  }
  return known.map(({ name }) => applied.get(name) ?? { name, appliedAt: null, adopted: false });
}

/** Applies `migration` and records it. Throws `refused` (`rows-contradict`) with a list of rows to correct first. */
export async function applyMigration(session: Session, migration: Migration, at: string): Promise<void> {
  if (!(await hasMigrationTable(session))) await createMigrationTable(session);
  const contradictions = (await migration.contradictions?.(session)) ?? [];
  if (contradictions.length > 0) {
    throw rowsContradict(contradictions, `the rules of ${migration.name}`, migration.name);
  }
  await migration.up(session, at);
  await record(session, migration, at, false);
}

/** Records `migration`, whose tables already exist, without running it. */
export async function adoptMigration(session: Session, migration: Migration, at: string): Promise<void> {
  if (!(await hasMigrationTable(session))) await createMigrationTable(session);
  await record(session, migration, at, true);
}

/**
 * Undoes `migration`: drops its tables and columns with their contents. Do not call it for an adopted one. `going` are the tables
 * that are dropped in the same transaction. Throws `refused` (`rows-contradict`) with a list of what must be corrected first.
 */
export async function revertMigration(
  session: Session,
  migration: Migration,
  going: ReadonlySet<string> = new Set(),
): Promise<void> {
  if (migration.changes === undefined || !going.has(migration.changes)) {
    const contradictions = (await migration.contradictionsDown?.(session)) ?? [];
    if (contradictions.length > 0) {
      throw rowsContradict(contradictions, `the tables without ${migration.name}`, migration.name);
    }
    await migration.beforeDown?.(session);
  }
  for (const { table, column } of migration.columns ?? []) {
    await session.db.schema.alterTable(table).dropColumn(column).execute();
  }
  for (const table of migration.tables) await session.db.schema.dropTable(table).execute();
  await forgetMigration(session, migration);
}

/** Deletes the record of `migration` and keeps its tables. */
export async function forgetMigration({ db }: Session, { name }: Migration): Promise<void> {
  await db.deleteFrom('tierctl.migration').where('name', '=', name).execute();
}

/** The number of rows in each table of `migration`, and in each column that it added to another; without empty ones. */
export async function rowCounts(
  session: Session,
  migration: Migration,
): Promise<{ table: string; rows: number }[]> {
  const counts: { table: string; rows: number }[] = [];
  for (const table of migration.tables) {
    const { rows } = await session.db
      .selectFrom(table as keyof Tables)
      .select(({ fn }) => fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow();
    if (rows > 0) counts.push({ table, rows });
  }
  for (const { table, column } of migration.columns ?? []) {
    const { rows } = await session.db
      .selectFrom(table as keyof Tables)
      .select(({ fn }) => fn.count<number>(sql.ref(column)).as('rows'))
      .executeTakeFirstOrThrow();
    if (rows > 0) counts.push({ table: `${table}.${column}`, rows });
  }
  return counts;
}

async function record(
  { db }: Session,
  { name }: Migration,
  appliedAt: string,
  adopted: boolean,
): Promise<void> {
  await db.insertInto('tierctl.migration').values({ name, applied_at: appliedAt, adopted }).execute();
}

async function appliedMigrations(session: Session): Promise<Map<string, MigrationState>> {
  if (!(await hasMigrationTable(session))) return new Map();
  const rows = await session.db
    .selectFrom('tierctl.migration')
    .select(['name', 'applied_at as appliedAt', 'adopted'])
    .orderBy('name')
    .execute();
  return new Map(rows.map((row) => [row.name, row]));
}

async function hasMigrationTable({ db, dialect }: Session): Promise<boolean> {
  const { rows } = await dialect.existingTable(SCHEMA, 'migration').execute(db);
  return rows.length > 0;
}

// A user without permission to create schemas may still use an existing one, and CREATE SCHEMA checks the permission first.
async function hasSchema({ db }: Session): Promise<boolean> {
  const { rows } = await sql`
    select SCHEMA_NAME from INFORMATION_SCHEMA.SCHEMATA where SCHEMA_NAME = ${SCHEMA}`.execute(db);
  return rows.length > 0;
}

async function createMigrationTable({ db, dialect }: Session): Promise<void> {
  if (!(await hasSchema({ db, dialect }))) await dialect.createSchema(SCHEMA).execute(db);
  await db.schema
    .createTable('tierctl.migration')
    .addColumn('name', sql.raw(dialect.types.text(100)), (column) => column.notNull())
    .addColumn('applied_at', sql.raw(dialect.types.instant), (column) => column.notNull())
    .addColumn('adopted', sql.raw(dialect.types.boolean), (column) =>
      column.notNull().defaultTo(dialect.booleanLiteral(false)),
    )
    .addPrimaryKeyConstraint('migration_pkey', ['name'])
    .execute();
}
