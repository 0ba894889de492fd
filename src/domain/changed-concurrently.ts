import { concurrentChange } from './problems.ts';
import type { TierctlError } from './tierctl-error.ts';

/** Another transaction changed data after this change had read it. Of kind `conflict`. */
export function changedConcurrently(what: string): TierctlError {
  return concurrentChange(`${what} was changed in the meantime`);
}
