import { migrations } from '../../../migrations/list.ts';
import type { Database } from '../../../src/database/database.ts';
import type { Tables } from '../../../src/database/tables.ts';

/** Every row of every table, in an order of its own, so that two readings can be compared. */
export async function everyRow(database: Database): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const table of migrations.flatMap(({ tables }) => tables)) {
    const rows = await database.kysely
      .selectFrom(table as keyof Tables)
      .selectAll()
      .execute();
    found[table] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return found;
}
