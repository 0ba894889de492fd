import { isDeepStrictEqual } from 'node:util';
import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import type { ServiceAmount } from '../../domain/items/service.ts';
import type { Balance } from '../../domain/subscriptions/fit.ts';
import { claimSubscriptionAt } from '../../store/subscriptions/find-subscription.ts';
import { saveUsage } from '../../store/subscriptions/usage.ts';
import { readBalance, type ShowUsageResult } from './show-usage.ts';

export interface SetUsageInput {
  /** `ACCOUNT/NUMBER`. */
  readonly subscription: string;
  /** Services that are not named stay unchanged; an amount of 0 removes one. */
  readonly usage: readonly ServiceAmount[];
}

export interface SetUsageResult extends ShowUsageResult {
  readonly before: readonly Balance[];
}

/**
 * Records the usage of a subscription. Usage is measured elsewhere, so it may exceed the limits. Throws `usage`,
 * `not-found`, `refused` (`subscription-ended`).
 */
export async function setUsage(
  session: Session,
  input: SetUsageInput,
): Promise<AuditedResult<SetUsageResult>> {
  // Waits for a concurrent change of the subscription, so that usage cannot grow after that change has checked it.
  const subscription = await claimSubscriptionAt(session, input.subscription);
  const before = await readBalance(session, subscription);
  await saveUsage(session, subscription, input.usage);
  const usage = await readBalance(session, subscription);
  const result = { subscription, before, usage };
  if (isDeepStrictEqual(before, usage)) return { result, audit: undefined };
  return {
    result,
    audit: { before: { subscription, usage: before }, after: { subscription, usage } },
  };
}
