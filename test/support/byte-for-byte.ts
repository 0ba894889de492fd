import { migrations } from '../../migrations/list.ts';
import type { Database } from '../../src/database/database.ts';
import type { Session } from '../../src/database/session.ts';
import type { Tables } from '../../src/database/tables.ts';
import { type Change, change } from '../../src/database/unit-of-work.ts';
import { INVOCATION } from './use-database.ts';

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

/** Does `work` as a dry run does: all of it, audit row included, then the rollback. Gives its result. */
export async function dryRun<Result>(
  database: Database,
  work: (session: Session) => Promise<Change<Result>>,
): Promise<Result> {
  const { result } = await change(database, INVOCATION, work, () => 'roll-back');
  return result;
}
