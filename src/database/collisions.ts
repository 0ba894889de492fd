import { hasCode } from '../domain/tierctl-error.ts';

const ATTEMPTS = 3;
const PAUSE_MS = 50;

/** True for errors that a fresh attempt may not meet: deadlocks, serialization failures, a number taken meanwhile. */
export function isCollision(error: unknown): boolean {
  return hasCode(error, 'serialization-failure');
}

/** Makes up to three attempts while `work` collides with others, as long as `mayRetry` says so. */
export async function retryCollisions<Result>(
  work: () => Promise<Result>,
  mayRetry: () => boolean = () => true,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !isCollision(error) || !mayRetry()) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt * (1 + Math.random())));
    }
  }
}
