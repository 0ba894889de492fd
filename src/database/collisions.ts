import { hasCode } from '../domain/tierctl-error.ts';

const ATTEMPTS = 3;
const PAUSE_MS = 50;

/** True for errors that a retry may avoid: deadlocks, serialization failures, a number taken by another transaction. */
export function isCollision(error: unknown): boolean {
  return hasCode(error, 'serialization-failure');
}

/** Retries `work` up to three attempts if it collides with others, as long as `mayRetry` allows it. */
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
