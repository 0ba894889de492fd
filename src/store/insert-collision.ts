import { hasCode, TierctlError } from '../domain/tierctl-error.ts';

/**
 * What to throw for `cause`, which an insert under a number or an id that was free failed with: where another transaction
 * took it meanwhile, a collision, which is met with a fresh attempt.
 */
export function insertCollision(cause: unknown, message: string): unknown {
  if (!hasCode(cause, 'unique-violation')) return cause;
  return new TierctlError('busy', 'serialization-failure', message, { hint: 'try again', cause });
}
