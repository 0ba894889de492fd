import type { ErrorKind, ProblemCode } from './problem-codes.ts';
import { type ErrorDetails, TierctlError } from './tierctl-error.ts';

/**
 * A problem of the closed set. Only files called problems.ts, …-problems.ts and faults.ts may call it: there each code has one
 * definition, with what it means and how to fix it above the function, and with `data` of one shape.
 */
export function problem<Kind extends ErrorKind>(
  kind: Kind,
  code: ProblemCode<Kind>,
  message: string,
  details?: ErrorDetails,
): TierctlError {
  return new TierctlError(kind, code, message, details);
}
