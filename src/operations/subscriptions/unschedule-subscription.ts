import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import type { ExtensionQuantity } from '../../domain/items/extension.ts';
import type { ServiceAmount } from '../../domain/items/service.ts';
import { noChangePending, noPathScheduled, nothingScheduled } from '../../domain/subscriptions/problems.ts';
import type { PathSchedule, PendingChange, Subscription } from '../../domain/subscriptions/subscription.ts';
import type { Outlook } from '../../domain/transitions/outlook.ts';
import { findSchedule } from '../../store/subscriptions/find-schedule.ts';
import { claimSubscriptionAt } from '../../store/subscriptions/find-subscription.ts';
import { clearPendingChange, findSettled } from '../../store/subscriptions/pending-changes.ts';
import { DEFAULT_RULE, saveMoveRule } from '../../store/subscriptions/subscription-rules.ts';
import { requireSubscription } from '../../store/subscriptions/subscriptions.ts';
import { forecastNext } from './forecast-next.ts';

export interface UnscheduleSubscriptionInput {
  /** `ACCOUNT/NUMBER`. */
  readonly subscription: string;
  /** What to cancel. Neither: what takes precedence, so a pending change before the path's schedule. */
  readonly change?: boolean;
  readonly path?: boolean;
}

export interface UnscheduleSubscriptionResult {
  readonly subscription: Subscription;
  /** The canceled change. */
  readonly change: PendingChange | null;
  /** What was chosen for it and is canceled too: extensions to add, services to terminate. */
  readonly settled: {
    readonly extensions: readonly ExtensionQuantity[];
    readonly terminations: readonly ServiceAmount[];
  };
  /** The canceled override or from date. */
  readonly schedule: PathSchedule | null;
  /** A remaining override or from date. */
  readonly remaining: PathSchedule | null;
  /** What a run will do with it now. */
  readonly outlook: Outlook;
}

/**
 * Cancels a pending change, or the schedule of its path: it follows its item's default on its end date
 * again. Throws `refused` (`subscription-ended`, `no-change-pending`, `no-path-scheduled`, `nothing-scheduled`), `usage`,
 * `not-found`.
 */
export async function unscheduleSubscription(
  session: Session,
  { subscription: address, change = false, path = false }: UnscheduleSubscriptionInput,
): Promise<AuditedResult<UnscheduleSubscriptionResult>> {
  const before = await claimSubscriptionAt(session, address);
  const scheduled = await findSchedule(session, before);
  const whatever = !change && !path;
  const takesChange = before.change !== null && (change || whatever);
  const takesPath = scheduled !== null && (path || (whatever && !takesChange));
  if (change && !takesChange) throw noChangePending(before.address);
  if (path && !takesPath) throw noPathScheduled(before.address);
  if (!takesChange && !takesPath) throw nothingScheduled(before.address);
  const settled = takesChange ? await findSettled(session, before) : { extensions: [], terminations: [] };
  if (takesChange) await clearPendingChange(session, before);
  if (takesPath) await saveMoveRule(session, before, DEFAULT_RULE);
  const subscription = await requireSubscription(session, before);
  const { outlook } = await forecastNext(session, subscription);
  return {
    result: {
      subscription,
      change: takesChange ? before.change : null,
      settled,
      schedule: takesPath ? scheduled : null,
      remaining: takesPath ? null : scheduled,
      outlook,
    },
    audit: { before: { subscription: before }, after: { subscription } },
  };
}
