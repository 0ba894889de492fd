import type { Rehearsal } from '../../database/rehearsal.ts';
import type { Transactor } from '../../database/transactor.ts';
import type { Call, Context } from '../context.ts';
import type { View } from '../render/view.ts';
import { consent } from './consent.ts';
import { type Control, controlled } from './control.ts';
import { requireSchema } from './require-schema.ts';
import { runChangeInSteps } from './run-change.ts';

/** Held while transitions are made, rehearsed or reverted: one at a time. */
const RUN_LOCK = 'run-transitions';

interface LongWorkSpec<Scope, Input, Result> {
  readonly operation: (scope: Scope, input: Input) => Promise<Result>;
  readonly input: (control: Control) => NoInfer<Input>;
}

/** The operation has many steps and writes its own audit row. */
export interface BatchesSpec<Input, Result> extends LongWorkSpec<Transactor, Input, Result> {
  /** Runs all of it in one transaction, even with --yes. */
  readonly atomic: boolean;
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
export async function runBatches<Input, Result>(
  context: Context,
  spec: BatchesSpec<Input, Result>,
): Promise<BatchesOutcome<Result>> {
  const how = consent(context);
  const { control, around } = controlled(context);
  const work: LongWork<Input, Result> = { ...spec, input: spec.input(control), around };
  const inBatches = how === 'commit' && !spec.atomic;
  const outcome = inBatches
    ? { result: await batchAfterBatch(context, work), committed: true }
    : await inOneTransaction(context, work, (result) => how === 'dry-run' || spec.mayCommit(result));
  await spec.complain(outcome.result, how === 'dry-run' ? 'nothing was written' : undefined);
  return outcome;
}

/** A spec with its input. */
interface LongWork<Input, Result>
  extends Omit<BatchesSpec<Input, Result>, 'operation' | 'input'>,
    Call<Transactor, Input, Promise<Result>> {
  readonly around: (attempt: () => Promise<Result>) => Promise<Result>;
}

async function batchAfterBatch<Input, Result>(
  context: Context,
  spec: LongWork<Input, Result>,
): Promise<Result> {
  const { transactionPerStep } = await import('../../database/transactor.ts');
  const result = await context.perform(spec, async (database, operation) => {
    const transactor = transactionPerStep(database);
    await transactor.step((session) => requireSchema(session));
    const held = await database.acquireLock(RUN_LOCK, context.lockTimeoutMs);
    try {
      return await spec.around(() => operation(transactor));
    } finally {
      await held.release();
    }
  });
  context.print(spec.view(result));
  return result;
}

async function inOneTransaction<Input, Result>(
  context: Context,
  { operation, input, view, changed, complain, around }: LongWork<Input, Result>,
  mayCommit: (result: Result) => boolean,
): Promise<BatchesOutcome<Result>> {
  let rolledBack: { readonly result: Result } | undefined;
  try {
    return await runChangeInSteps(context, {
      operation,
      input,
      lock: RUN_LOCK,
      view,
      changed,
      around: async (attempt) => {
        const result = await around(attempt);
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

/** Runs an operation that is rolled back, part by part under the run lock. It needs no consent. */
export function runRehearsal<Input, Result>(
  context: Context,
  { operation, input }: LongWorkSpec<Rehearsal, Input, Result>,
): Promise<Result> {
  const { control, around } = controlled(context);
  return context.perform({ operation, input: input(control) }, async (database, rehearse) => {
    const { rehearsalUnder } = await import('../../database/rehearsal.ts');
    const rehearsal = rehearsalUnder({ name: RUN_LOCK, timeoutMs: context.lockTimeoutMs }, database);
    await rehearsal.attempt((session) => requireSchema(session));
    return around(() => rehearse(rehearsal));
  });
}
