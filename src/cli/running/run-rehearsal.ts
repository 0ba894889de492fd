import type { Rehearsal } from '../../database/rehearsal.ts';
import type { Context } from '../context.ts';
import { requireSchema } from './require-schema.ts';
import { RUN_LOCK } from './run-lock.ts';

/** Runs work that leaves nothing behind, part by part under the run lock. Nobody need say yes to it. */
export function runRehearsal<Result>(
  context: Context,
  lockTimeoutMs: number,
  work: (rehearsal: Rehearsal) => Promise<Result>,
): Promise<Result> {
  return context.withDatabase(async (database) => {
    const { rehearsalUnder } = await import('../../database/rehearsal.ts');
    const rehearsal = rehearsalUnder({ name: RUN_LOCK, timeoutMs: lockTimeoutMs }, database);
    await rehearsal.attempt((session) => requireSchema(session));
    return work(rehearsal);
  });
}
