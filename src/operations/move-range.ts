import { isCollision, retryCollisions } from '../database/collisions.ts';
import type { Transactor } from '../database/transactor.ts';
import { TierctlError } from '../domain/tierctl-error.ts';
import type { TransitionFailure } from '../domain/transition.ts';
import { insertFailure } from '../store/runs.ts';
import { cutRanges, listMovable } from '../store/transitions/cut-ranges.ts';
import type { BatchRange } from '../store/transitions/scope.ts';
import { applyBatch, type BatchInput } from './apply-batch.ts';

export interface RangeResult {
  readonly moved: number;
  readonly failures: readonly TransitionFailure[];
}

/**
 * Moves what is due in `range` as one step. A step that fails is split until the offending subscription is alone; it is
 * recorded as failed with its error, and the rest goes on.
 */
export async function moveRange(
  transactor: Transactor,
  range: BatchRange,
  input: BatchInput,
): Promise<RangeResult> {
  try {
    return { moved: await retryCollisions(() => apply(transactor, range, input)), failures: [] };
  } catch (error) {
    // A lost server fails everything that follows as well: that is no fault of any subscription.
    if (error instanceof TierctlError && error.kind === 'busy' && !isCollision(error)) throw error;
    if ('number' in range)
      return { moved: 0, failures: [await recordFailure(transactor, range, input.run, error)] };
    return moveParts(transactor, await split(transactor, range, input), input);
  }
}

function apply(transactor: Transactor, range: BatchRange, input: BatchInput): Promise<number> {
  return transactor.step((session) => applyBatch(session, range, input));
}

async function moveParts(
  transactor: Transactor,
  parts: readonly BatchRange[],
  input: BatchInput,
): Promise<RangeResult> {
  let moved = 0;
  const failures: TransitionFailure[] = [];
  for (const part of parts) {
    const result = await moveRange(transactor, part, input);
    moved += result.moved;
    failures.push(...result.failures);
  }
  return { moved, failures };
}

function split(transactor: Transactor, range: BatchRange, { scope }: BatchInput): Promise<BatchRange[]> {
  return transactor.step(async (session) => {
    const movable = await cutRanges(session, scope, 1, { range });
    const total = movable.reduce((sum, { due }) => sum + due, 0);
    if (movable.length <= 1) return listMovable(session, scope, range);
    return cutRanges(session, scope, Math.ceil(total / 2), { range });
  });
}

async function recordFailure(
  transactor: Transactor,
  { account, number }: { readonly account: string; readonly number: number },
  run: number,
  error: unknown,
): Promise<TransitionFailure> {
  const failure = {
    account,
    number,
    code: error instanceof TierctlError ? error.code : 'unexpected',
    message: error instanceof Error ? error.message : String(error),
  };
  await transactor.step((session) => insertFailure(session, run, failure));
  return failure;
}
