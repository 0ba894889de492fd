import { isDeepStrictEqual } from 'node:util';
import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { parseDate } from '../../domain/calendar.ts';
import { checkComponentsBefore } from '../../domain/subscriptions/closing.ts';
import { checkScheduledDate } from '../../domain/subscriptions/move-schedule.ts';
import type { ApplyRule, Subscription } from '../../domain/subscriptions/subscription.ts';
import { applyRule } from '../../domain/subscriptions/subscription-dates.ts';
import type { Outlook } from '../../domain/transitions/outlook.ts';
import { findOverride } from '../../store/paths/find-override.ts';
import { findComponents } from '../../store/subscriptions/components.ts';
import { claimSubscriptionAt } from '../../store/subscriptions/find-subscription.ts';
import {
  DEFAULT_RULE,
  findMoveRule,
  type MoveRule,
  saveMoveRule,
} from '../../store/subscriptions/subscription-rules.ts';
import { requireSubscription } from '../../store/subscriptions/subscriptions.ts';
import { forecastNext } from './forecast-next.ts';

/** Name or UUID of a path that starts at the item of the subscription, or one of the two rules without a path name. */
export type WantedPath = { readonly override: string } | 'default' | 'none';

export interface ScheduleSubscriptionInput {
  /** `ACCOUNT/NUMBER`. */
  readonly subscription: string;
  /** Undefined keeps it; the same holds for the other members. */
  readonly path: WantedPath | undefined;
  /** Undefined: `from_date` if a from date is given. */
  readonly apply: ApplyRule | undefined;
  readonly fromDate: string | undefined;
}

export interface ScheduleSubscriptionResult {
  readonly subscription: Subscription;
  readonly before: Subscription;
  /** What a run will do with it now. */
  readonly outlook: Outlook;
}

/**
 * Changes which path an active subscription follows, and when: "Current Upgrade/Downgrade", "Override" and "Apply
 * Upgrade/Downgrade" of a provisioned one. A pending change takes precedence over it. Throws `usage`
 * (`from-date-missing`, `from-date-unused`, `bad-date`), `not-found` (subscription, path), `refused`
 * (`subscription-ended`, `path-starts-elsewhere`, `from-date-too-early`, `from-date-too-late`, `changes-later`, `component-ended-later`).
 */
export async function scheduleSubscription(
  session: Session,
  input: ScheduleSubscriptionInput,
): Promise<AuditedResult<ScheduleSubscriptionResult>> {
  const applies = readApplies(input);
  const before = await claimSubscriptionAt(session, input.subscription);
  if (typeof applies?.fromDate === 'string') {
    checkScheduledDate(before, applies.fromDate);
    checkComponentsBefore(before, await findComponents(session, before), applies.fromDate);
  }
  const held = await findMoveRule(session, before);
  const rule = { ...held, ...(await readPath(session, before, input.path)), ...applies };
  await saveMoveRule(session, before, rule);
  const subscription = await requireSubscription(session, before);
  const { outlook } = await forecastNext(session, subscription);
  const result = { subscription, before, outlook };
  if (isDeepStrictEqual(held, rule)) return { result, audit: undefined };
  return { result, audit: { before: { subscription: before }, after: { subscription } } };
}

/** Undefined if it stays unchanged. */
function readApplies({
  apply: wanted,
  fromDate,
}: ScheduleSubscriptionInput): Pick<MoveRule, 'apply' | 'fromDate'> | undefined {
  if (wanted === undefined && fromDate === undefined) return undefined;
  const apply = applyRule(wanted, fromDate);
  return { apply, fromDate: fromDate === undefined ? null : parseDate(fromDate) };
}

async function readPath(
  session: Session,
  { item }: Subscription,
  wanted: WantedPath | undefined,
): Promise<Partial<MoveRule>> {
  if (wanted === undefined) return {};
  if (wanted === 'default') return { rule: DEFAULT_RULE.rule, pathId: null };
  if (wanted === 'none') return { rule: 'none', pathId: null };
  const path = await findOverride(session, item, wanted.override);
  return { rule: 'override', pathId: path?.id ?? null };
}
