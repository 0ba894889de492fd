import { serializationFailure } from '../domain/problems.ts';
import { hasCode } from '../domain/tierctl-error.ts';

/**
 * The error to throw for `cause`, the failure of an insert under a free number or id. If another transaction took it in the
 * meantime, it is a collision, and the unit of work retries.
 */
export function insertCollision(cause: unknown, message: string): unknown {
  if (!hasCode(cause, 'unique-violation')) return cause;
  return serializationFailure(message, cause);
}
