import { retryCollisions } from '../../database/collisions.ts';
import type { Transactor } from '../../database/transactor.ts';
import type { TransitionFailure } from '../../domain/transitions/transition.ts';
import { cutRanges, listMovable } from '../../store/transitions/batch/cut-ranges.ts';
import type { AccountRange, BatchRange, SingleSubscription } from '../../store/transitions/batch/scope.ts';
import { insertFailure } from '../../store/transitions/runs/runs.ts';
import { applyBatch, applyDayByDay, type BatchInput, NumberedOutOfOrder } from './apply-batch.ts';
import { errorSummary, halves, isNoFaultOfTheRows } from './split-range.ts';

export interface MoveRangeInput extends BatchInput {
  /** Told of each subscription that failed, once it is recorded. */
  readonly onFailure: (failure: TransitionFailure) => void;
}

/**
 * Moves what is due in `range` as one step. A step that fails is split until the offending subscription is alone; it is
 * recorded as failed with its error, and the rest goes on. Returns the number of transitions.
 */
export async function moveRange(
  transactor: Transactor,
  range: BatchRange,
  input: MoveRangeInput,
): Promise<number> {
  try {
    return await retryCollisions(() => applyAsOneStep(transactor, range, input));
  } catch (error) {
    if (isNoFaultOfTheRows(error)) throw error;
    if ('number' in range) {
      input.onFailure(await recordFailure(transactor, range, input.run, error));
      return 0;
    }
    let moved = 0;
    for (const part of await split(transactor, range, input))
      moved += await moveRange(transactor, part, input);
    return moved;
  }
}

async function applyAsOneStep(transactor: Transactor, range: BatchRange, input: BatchInput): Promise<number> {
  try {
    return await transactor.step((session) => applyBatch(session, range, input));
  } catch (error) {
    if (!(error instanceof NumberedOutOfOrder)) throw error;
    return transactor.step((session) => applyDayByDay(session, range, input));
  }
}

/** Two halves of the accounts of a range, or the subscriptions of its only account: always less than before. */
async function split(
  transactor: Transactor,
  range: AccountRange,
  { scope }: BatchInput,
): Promise<BatchRange[]> {
  return transactor.step(async (session) => {
    const accounts = await cutRanges(session, scope, 1, { range });
    if (accounts.length <= 1) return listMovable(session, scope, range);
    return halves(accounts);
  });
}

async function recordFailure(
  transactor: Transactor,
  { account, number }: SingleSubscription,
  run: number,
  error: unknown,
): Promise<TransitionFailure> {
  const failure = { account, number, ...errorSummary(error) };
  await transactor.step((session) => insertFailure(session, run, failure));
  return failure;
}
