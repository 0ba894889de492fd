import { TierctlError } from './tierctl-error.ts';

/** Another transaction changed data after this change had read it. Of kind `conflict`. */
export function changedConcurrently(what: string): TierctlError {
  return new TierctlError('conflict', 'changed-meanwhile', `${what} was changed in the meantime`, {
    hint: 'look at it again, then repeat',
  });
}
