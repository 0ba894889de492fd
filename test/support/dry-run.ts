import { expect } from 'vitest';
import type { AuditedResult } from '../../src/database/audited-result.ts';
import type { Database } from '../../src/database/database.ts';
import type { Session } from '../../src/database/session.ts';
import { change } from '../../src/database/unit-of-work.ts';
import { everyRow } from './database/byte-for-byte.ts';
import { INVOCATION } from './database/use-database.ts';

/** Does the change, rolls it back, and sees to it that the database is as it was. Returns what the preview showed. */
export async function dryRun<Result>(
  database: Database,
  work: (session: Session) => Promise<AuditedResult<Result>>,
): Promise<Result> {
  const before = await everyRow(database);
  const outcome = await change(database, INVOCATION, work, () => 'roll-back');
  expect(outcome).toMatchObject({ changed: true, committed: false });
  expect(await everyRow(database)).toEqual(before);
  return outcome.result;
}
