// Kysely's own Migrator ends its transaction itself, so it can be neither shown nor rolled back; tierctl's one rule
// about changes wants both. What is left to do is little: a list, a table of names, a transaction, a lock.
import { sql } from 'kysely';
import { TierctlError } from '../domain/tierctl-error.ts';
import type { Migration } from './migration.ts';
import type { Session } from './session.ts';
import type { Tables } from './tables.ts';

export const SCHEMA = 'tierctl';

export interface MigrationState {
  readonly name: string;
  /** ISO 8601, UTC; null where it is pending. */
  readonly appliedAt: string | null;
}

/** The state of each known migration. Throws `config` (`schema-newer`) when the database has one this program lacks. */
export async function migrationStates(
  session: Session,
  known: readonly Migration[],
): Promise<MigrationState[]> {
  const applied = await appliedMigrations(session);
  const unknown = [...applied.keys()].filter((name) => !known.some((migration) => migration.name === name));
  if (unknown.length > 0) {
    throw new TierctlError(
      'config',
      'schema-newer',
      `the database was migrated by a newer tierctl (${unknown.join(', ')})`,
      { hint: 'upgrade tierctl: npm install -g tierctl@latest' },
    );
  }
  return known.map(({ name }) => ({ name, appliedAt: applied.get(name) ?? null }));
}

/** Throws `config` unless every known migration is applied and no other. */
export async function requireCurrentSchema(session: Session, known: readonly Migration[]): Promise<void> {
  const pending = (await migrationStates(session, known)).filter((state) => state.appliedAt === null);
  if (pending.length === 0) return;
  const missing = pending.length === known.length;
  throw new TierctlError(
    'config',
    missing ? 'schema-missing' : 'schema-outdated',
    missing
      ? 'the database has no tierctl schema'
      : `the database lacks ${pending.length} of ${known.length} migrations`,
    { hint: 'run: tierctl migrate up' },
  );
}

/** Applies `migration` and records it. */
export async function applyMigration(session: Session, migration: Migration, at: string): Promise<void> {
  if (!(await hasMigrationTable(session))) await createMigrationTable(session);
  await migration.up(session);
  await session.db.insertInto('tierctl.migration').values({ name: migration.name, applied_at: at }).execute();
}

/** Undoes `migration`: drops its tables and all they hold. */
export async function revertMigration(session: Session, migration: Migration): Promise<void> {
  await migration.beforeDown?.(session);
  for (const table of migration.tables) await session.db.schema.dropTable(table).execute();
  await session.db.deleteFrom('tierctl.migration').where('name', '=', migration.name).execute();
}

/** How many rows each table of `migration` holds, empty ones left out. */
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
  return counts;
}

async function appliedMigrations(session: Session): Promise<Map<string, string>> {
  if (!(await hasMigrationTable(session))) return new Map();
  const rows = await session.db.selectFrom('tierctl.migration').selectAll().orderBy('name').execute();
  return new Map(rows.map((row) => [row.name, row.applied_at]));
}

async function hasMigrationTable({ db }: Session): Promise<boolean> {
  // Unquoted upper case: PostgreSQL folds it, and a case-sensitive SQL Server knows no other spelling.
  const { rows } = await sql`
    select TABLE_NAME from INFORMATION_SCHEMA.TABLES
    where TABLE_SCHEMA = ${SCHEMA} and TABLE_NAME = 'migration'`.execute(db);
  return rows.length > 0;
}

// Who may not create schemas may still use one that was made for them, and CREATE SCHEMA asks for the right first.
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
    .addPrimaryKeyConstraint('migration_pkey', ['name'])
    .execute();
}
