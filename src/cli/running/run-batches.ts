import type { Rehearsal } from '../../database/rehearsal.ts';
import type { Transactor } from '../../database/transactor.ts';
import type { Context } from '../context.ts';
import type { View } from '../render/view.ts';
import { consent } from './consent.ts';
import { requireSchema } from './require-schema.ts';
import { runChangeInSteps } from './run-change.ts';

/** Held while transitions are made, rehearsed or reverted: one at a time. */
const RUN_LOCK = 'run-transitions';

export interface BatchesSpec<Result> {
  /** Runs all of it in one transaction, even with --yes. */
  readonly atomic: boolean;
  /** Work of many steps. It writes its own audit row. */
  readonly work: (transactor: Transactor) => Promise<Result>;
  readonly view: (result: Result) => View;
  readonly changed: (result: Result) => boolean;
  /** Whether one transaction with this result may be committed. */
  readonly mayCommit: (result: Result) => boolean;
  /** Throws if not everything was done; `kept` describes what is kept, if that differs from what was done. */
  readonly complain: (result: Result, kept?: string) => Promise<void>;
}

export interface BatchesOutcome<Result> {
  readonly result: Result;
  readonly committed: boolean;
}

/**
 * Runs long work under the run lock and prints the result. With --yes each batch is committed on its own. Otherwise
 * everything runs in one transaction, which is shown before it is committed. Throws what `complain` throws after the result
 * is printed, also for a transaction that was rolled back because of it.
 */
export async function runBatches<Result>(
  context: Context,
  spec: BatchesSpec<Result>,
): Promise<BatchesOutcome<Result>> {
  const how = consent(context);
  const inBatches = how === 'commit' && !spec.atomic;
  const outcome = inBatches
    ? { result: await batchAfterBatch(context, spec), committed: true }
    : await inOneTransaction(context, spec, (result) => how === 'dry-run' || spec.mayCommit(result));
  await spec.complain(outcome.result, how === 'dry-run' ? 'nothing was written' : undefined);
  return outcome;
}

async function batchAfterBatch<Result>(
  context: Context,
  { work, view }: BatchesSpec<Result>,
): Promise<Result> {
  const { transactionPerStep } = await import('../../database/transactor.ts');
  const result = await context.withDatabase(async (database) => {
    const transactor = transactionPerStep(database);
    await transactor.step((session) => requireSchema(session));
    const held = await database.acquireLock(RUN_LOCK, context.lockTimeoutMs);
    try {
      return await work(transactor);
    } finally {
      await held.release();
    }
  });
  context.print(view(result));
  return result;
}

async function inOneTransaction<Result>(
  context: Context,
  { work, view, changed, complain }: BatchesSpec<Result>,
  mayCommit: (result: Result) => boolean,
): Promise<BatchesOutcome<Result>> {
  let rolledBack: { readonly result: Result } | undefined;
  try {
    return await runChangeInSteps(context, {
      lock: RUN_LOCK,
      view,
      changed,
      work: async (transactor) => {
        const result = await work(transactor);
        if (mayCommit(result)) return result;
        rolledBack = { result };
        // An error here, before the commit, rolls everything back.
        await complain(result, 'nothing was written');
        return result;
      },
    });
  } catch (error) {
    // Not as bare rows: they would list transitions that were rolled back, without a way to say so.
    if (rolledBack !== undefined && (context.format === 'json' || context.format === 'table'))
      context.print(view(rolledBack.result), { dryRun: true });
    throw error;
  }
}

/** Runs work that is rolled back, part by part under the run lock. It needs no consent. */
export function runRehearsal<Result>(
  context: Context,
  work: (rehearsal: Rehearsal) => Promise<Result>,
): Promise<Result> {
  return context.withDatabase(async (database) => {
    const { rehearsalUnder } = await import('../../database/rehearsal.ts');
    const rehearsal = rehearsalUnder({ name: RUN_LOCK, timeoutMs: context.lockTimeoutMs }, database);
    await rehearsal.attempt((session) => requireSchema(session));
    return work(rehearsal);
  });
}
