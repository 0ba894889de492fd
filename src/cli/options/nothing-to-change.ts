import { TierctlError } from '../../domain/tierctl-error.ts';

/** For a command that changes what its options name, called without any of them. */
export function nothingToChange(hint: string): TierctlError {
  return new TierctlError('usage', 'nothing-to-change', 'no change given', { hint });
}
