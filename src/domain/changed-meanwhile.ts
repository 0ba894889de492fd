import { TierctlError } from './tierctl-error.ts';

/** Somebody else changed what a change had read. Of kind `conflict`. */
export function changedMeanwhile(what: string): TierctlError {
  return new TierctlError('conflict', 'changed-meanwhile', `${what} was changed meanwhile`, {
    hint: 'look at it again, then repeat',
  });
}
