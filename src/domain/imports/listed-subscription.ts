// A subscription as `subscription list` prints it has a status, and no values. What is wrong with it matters only where it is
// not there already: an import adds subscriptions, and one that has ended is not added again.

import { SUBSCRIPTION_STATUSES, type SubscriptionStatus } from '../subscriptions/subscription.ts';
import { TierctlError } from '../tierctl-error.ts';
import { badValue, statusEnded } from './problems.ts';

export interface ListedRecord {
  /** Whether the record comes from the output of `subscription list`. */
  readonly isListed: boolean;
  readonly status: SubscriptionStatus | null;
  /** The result of `check`. Its error is thrown at once, but for a listed record only if the subscription does not exist yet. */
  unlessThere<Value>(check: () => Value): Value | undefined;
  /** An error that counts only if the subscription does not exist yet. */
  problem(): TierctlError | undefined;
}

const NOT_LISTED: ListedRecord = {
  isListed: false,
  status: null,
  unlessThere: (check) => check(),
  problem: () => undefined,
};

/** Throws `usage` (`bad-value`) for an unknown status. */
export function listedRecord(written: string | undefined): ListedRecord {
  if (written === undefined) return NOT_LISTED;
  const status = SUBSCRIPTION_STATUSES.find((one) => one === written);
  if (status === undefined) {
    const known = SUBSCRIPTION_STATUSES.join(' or ');
    throw badValue(`"status" must be ${known}, not "${written}"`);
  }
  let problem = status === 'ended' ? statusEnded() : undefined;
  return {
    isListed: true,
    status,
    unlessThere: (check) => {
      try {
        return check();
      } catch (error) {
        if (!(error instanceof TierctlError)) throw error;
        problem ??= error;
        return undefined;
      }
    },
    problem: () => problem,
  };
}
