import { isDeepStrictEqual } from 'node:util';
import { changedConcurrently } from '../domain/changed-concurrently.ts';

/**
 * For rows that belong to a row that this transaction has claimed: `now` is what was read again after the claim. Throws
 * `conflict` (`changed-meanwhile`) with `what` if it differs from the first read.
 */
export function requireAsRead<Shape>(what: string, before: Shape, now: Shape | undefined): void {
  if (!isDeepStrictEqual(before, now)) throw changedConcurrently(what);
}
