import { isDeepStrictEqual } from 'node:util';
import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import type { ServiceAmount } from '../../domain/items/service.ts';
import type { Balance } from '../../domain/subscriptions/fit.ts';
import { saveUsage } from '../../store/subscriptions/usage.ts';
import { claimSubscriptionAt } from './find-subscription.ts';
import { readBalance, type ShowUsageResult } from './show-usage.ts';

export interface SetUsageInput {
  /** `ACCOUNT/NUMBER`. */
  readonly subscription: string;
  /** Services that are not named stay; an amount of 0 takes one away. */
  readonly usage: readonly ServiceAmount[];
}

export interface SetUsageResult extends ShowUsageResult {
  readonly before: readonly Balance[];
}

/**
 * Records what a subscription uses. Usage is a fact that tierctl is told, so it may be beyond the limits. Throws `usage`,
 * `not-found`, `refused` (`subscription-ended`).
 */
export async function setUsage(
  session: Session,
  input: SetUsageInput,
): Promise<AuditedResult<SetUsageResult>> {
  // A change of the subscription that is under way is waited for: usage never grows behind its check.
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
