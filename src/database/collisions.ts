import { setTimeout } from 'node:timers/promises';
import { hasCode } from '../domain/tierctl-error.ts';

/** The pauses between the attempts. Each is lengthened at random, so that two that collided do not meet again. */
const PAUSES_MS: readonly number[] = [50, 100, 200, 400, 800];

export interface Retries {
  /** Whether a new attempt is possible; asked before each. */
  readonly mayRetry?: (() => boolean) | undefined;
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

/** True for errors that a retry may avoid: deadlocks, serialization failures, a number taken by another transaction. */
function isCollision(error: unknown): boolean {
  return hasCode(error, 'serialization-failure');
}

/**
 * Repeats `work`, up to five times and after ever longer pauses, while it collides with others. A duplicate row may come from
 * another transaction that committed since the work looked for it: one new attempt finds that row. Throws the last error.
 */
export async function retryCollisions<Result>(
  work: () => Promise<Result>,
  { mayRetry = () => true, pause = setTimeout }: Retries = {},
): Promise<Result> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const isDuplicate = attempt === 0 && hasCode(error, 'unique-violation');
      const next = PAUSES_MS[attempt];
      if (next === undefined || !(isCollision(error) || isDuplicate) || !mayRetry()) throw error;
      await pause(next * (1 + Math.random()));
    }
  }
}
