import { isCollision, retryCollisions } from '../database/collisions.ts';
import type { Transactor } from '../database/transactor.ts';
import { TierctlError } from '../domain/tierctl-error.ts';
import type { TransitionFailure } from '../domain/transition.ts';
import { insertFailure } from '../store/runs.ts';
import { cutRanges, listMovable } from '../store/transitions/cut-ranges.ts';
import type { AccountRange, BatchRange, SingleSubscription } from '../store/transitions/scope.ts';
import { applyBatch, type BatchInput } from './apply-batch.ts';

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
    return await retryCollisions(() => transactor.step((session) => applyBatch(session, range, input)));
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

// A lost server, a missing table or a missing right fails everything that follows as well.
function isNoFaultOfTheRows(error: unknown): boolean {
  if (!(error instanceof TierctlError)) return false;
  return error.kind === 'config' || (error.kind === 'busy' && !isCollision(error));
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
    const middle = Math.ceil(accounts.length / 2);
    return [joined(accounts.slice(0, middle)), joined(accounts.slice(middle))];
  });
}

function joined(accounts: readonly AccountRange[]): AccountRange {
  const [first, last] = [accounts[0], accounts.at(-1)];
  if (first === undefined || last === undefined)
    throw new Error('a part of a range has at least one account');
  return { first: first.first, last: last.last, due: accounts.reduce((sum, { due }) => sum + due, 0) };
}

async function recordFailure(
  transactor: Transactor,
  { account, number }: SingleSubscription,
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
