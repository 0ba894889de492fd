import { expect } from 'vitest';
import { migrations } from '../../migrations/list.ts';
import type { Database } from '../../src/database/database.ts';
import type { Session } from '../../src/database/session.ts';
import type { Tables } from '../../src/database/tables.ts';
import { type Change, change } from '../../src/database/unit-of-work.ts';
import { INVOCATION } from './use-database.ts';

/** Every row of every table, in no order that a query could change. */
export async function everyRow(database: Database): Promise<Record<string, string[]>> {
  const rows: Record<string, string[]> = {};
  for (const table of migrations.flatMap((migration) => [...migration.tables])) {
    const all = await database.kysely
      .selectFrom(table as keyof Tables)
      .selectAll()
      .execute();
    rows[table] = all.map((row) => JSON.stringify(row)).sort();
  }
  return rows;
}

/** Does the change, rolls it back, and sees to it that the database is as it was. Returns what the preview showed. */
export async function dryRun<Result>(
  database: Database,
  work: (session: Session) => Promise<Change<Result>>,
): Promise<Result> {
  const before = await everyRow(database);
  const outcome = await change(database, INVOCATION, work, () => 'roll-back');
  expect(outcome).toMatchObject({ changed: true, committed: false });
  expect(await everyRow(database)).toEqual(before);
  return outcome.result;
}
