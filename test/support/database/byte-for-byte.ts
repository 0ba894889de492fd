import { type Kysely, sql } from 'kysely';
import { migrations } from '../../../migrations/list.ts';
import type { Database } from '../../../src/database/database.ts';
import type { Tables } from '../../../src/database/tables.ts';

/** Every row of every table, in an order of its own, so that two readings can be compared. */
export async function everyRow({ kysely }: Database): Promise<Record<string, string[]>> {
  const tables = migrations.flatMap((migration) => migration.tables as (keyof Tables)[]);
  const filled = await filledOf(kysely, tables);
  const found: Record<string, string[]> = {};
  for (const table of tables) {
    const rows = filled.has(table) ? await kysely.selectFrom(table).selectAll().execute() : [];
    found[table] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return found;
}

/** The tables with rows, by one statement: most tests fill few. */
async function filledOf(db: Kysely<Tables>, tables: readonly (keyof Tables)[]): Promise<Set<string>> {
  const asked = tables.map(
    (table) => sql`select ${sql.lit(table)} as name where exists (select 1 from ${sql.table(table)})`,
  );
  const { rows } = await sql<{ name: string }>`${sql.join(asked, sql` union all `)}`.execute(db);
  return new Set(rows.map(({ name }) => name));
}
