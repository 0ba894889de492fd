import type { Transactor } from '../../database/transactor.ts';
import type { TransitionFailure } from '../../domain/transitions/transition.ts';
import { cutRanges, listMovable } from '../../store/transitions/batch/cut-ranges.ts';
import type { DueRange, MovedRange, SingleSubscription } from '../../store/transitions/batch/scope.ts';
import { insertFailure } from '../../store/transitions/runs/runs.ts';
import { applyBatch, type BatchInput } from './apply-batch.ts';
import { errorSummary, halves, isNoFaultOfTheRows, joined } from './split-range.ts';

export interface MoveRangeInput extends BatchInput {
  /** Called for each failed subscription, after it is recorded. */
  readonly onFailure: (failure: TransitionFailure) => void;
}

/**
 * Moves everything that is due in `range` in one step. A failing step is split until the offending subscription is alone;
 * that one is recorded as failed with its error, and the others move. Returns the number of transitions. Throws what is no fault of
 * the rows, such as `busy`: other transactions are never a reason to split.
 */
export async function moveRange(
  transactor: Transactor,
  range: MovedRange,
  input: MoveRangeInput,
): Promise<number> {
  try {
    return await transactor.step((session) => applyBatch(session, range, input));
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

/** Two halves of the accounts of a range, or of the subscriptions of its only account: always smaller than before. */
async function split(transactor: Transactor, range: DueRange, { scope }: BatchInput): Promise<MovedRange[]> {
  return transactor.step(async (session) => {
    const accounts = await cutRanges(session, scope, 1, { range });
    if (accounts.length <= 1) return listMovable(session, scope, range);
    return halves(accounts, (half) => ({
      ...joined(half),
      severalChains: half.some(({ severalChains }) => severalChains),
    }));
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
