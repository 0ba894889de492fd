import { isDeepStrictEqual } from 'node:util';
import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { parseDate } from '../../domain/calendar.ts';
import { checkClosing, checkComponentsWithin } from '../../domain/subscriptions/closing.ts';
import type { Component } from '../../domain/subscriptions/component.ts';
import { hasStarted } from '../../domain/subscriptions/component-dates.ts';
import { checkMovesInTime, checkNoChangePending } from '../../domain/subscriptions/move-schedule.ts';
import type { Subscription } from '../../domain/subscriptions/subscription.ts';
import { checkEndDate } from '../../domain/subscriptions/subscription-dates.ts';
import type { Outlook } from '../../domain/transitions/outlook.ts';
import { countByItem, NOTHING_TAKEN, type TakenAway } from '../../domain/transitions/taken-away.ts';
import { endActiveComponents, findComponents } from '../../store/subscriptions/components.ts';
import { claimSubscriptionAt } from '../../store/subscriptions/find-subscription.ts';
import { withdrawComponents } from '../../store/subscriptions/former-components.ts';
import { readHoldings } from '../../store/subscriptions/holdings.ts';
import {
  closeSubscription,
  DEFAULT_RULE,
  saveEndDate,
  saveMoveRule,
} from '../../store/subscriptions/subscription-rules.ts';
import { requireSubscription } from '../../store/subscriptions/subscriptions.ts';
import { forecastNext } from './forecast-next.ts';

export interface EndSubscriptionInput {
  /** `ACCOUNT/NUMBER`. */
  readonly subscription: string;
  /** Its last day; null for none; undefined keeps it or, when closing, takes today if it would end later. */
  readonly on: string | null | undefined;
  /** Follow no path from now on: no successor starts. */
  readonly noPath: boolean;
  /** End it at once and for good, with its components; its last day must not be in the future. */
  readonly close: boolean;
  readonly today: string;
}

export interface EndSubscriptionResult {
  readonly subscription: Subscription;
  readonly before: Subscription;
  /** What a run will do with it now. */
  readonly outlook: Outlook;
  /** The components that had not started when it was closed: they never start. */
  readonly withdrawn: readonly Component[];
  /** What ends with it when it is closed: its extensions and active components. */
  readonly takenAway: TakenAway;
}

/**
 * Sets or clears the last day of an active subscription. A path that applies on the end date still applies: a day in the
 * past makes the subscription due. Throws `usage` (`bad-date`), `not-found`, `refused` (`subscription-ended`, `end-before-start`,
 * `moves-after-end`, `component-starts-later`, `component-ended-later`, `change-pending`, `closes-later`).
 */
export async function endSubscription(
  session: Session,
  input: EndSubscriptionInput,
): Promise<AuditedResult<EndSubscriptionResult>> {
  const before = await claimSubscriptionAt(session, input.subscription);
  const endDate = lastDay(before, input);
  checkEndDate({ startDate: before.startDate, endDate });
  if (input.noPath || input.close) checkNoChangePending(before);
  else checkMovesInTime(before, endDate);
  const components = await findComponents(session, before);
  // After closing there is no day on which they could start.
  const withdrawn = input.close
    ? components.filter((one) => one.status === 'active' && !hasStarted(one, before, input.today))
    : [];
  const takenAway = input.close ? await takenByClosing(session, before, withdrawn) : NOTHING_TAKEN;
  const last = input.close ? checkClosing(before, endDate, input.today) : endDate;
  checkComponentsWithin(
    before,
    components.filter((one) => !withdrawn.includes(one)),
    last,
  );
  if (input.close && last !== null) {
    await withdrawComponents(session, before, withdrawn);
    await endActiveComponents(session, before, last);
    await closeSubscription(session, before, last);
  } else {
    // First, because a from date after the end would be refused.
    if (input.noPath) await saveMoveRule(session, before, { ...DEFAULT_RULE, rule: 'none' });
    await saveEndDate(session, before, endDate);
  }
  const subscription = await requireSubscription(session, before);
  const { outlook } = await forecastNext(session, subscription);
  const result = { subscription, before, outlook, withdrawn, takenAway };
  if (isDeepStrictEqual(before, subscription)) return { result, audit: undefined };
  return { result, audit: { before: { subscription: before, withdrawn }, after: { subscription } } };
}

function lastDay({ endDate }: Subscription, { on, close, today }: EndSubscriptionInput): string | null {
  if (on !== undefined) return on === null ? null : parseDate(on, 'for none, pass --no-end');
  if (!close) return endDate;
  return endDate === null || endDate > today ? today : endDate;
}

/** A component that has not started is not listed as taken away, but as withdrawn. */
async function takenByClosing(
  session: Session,
  subscription: Subscription,
  withdrawn: readonly Component[],
): Promise<TakenAway> {
  const { extensions, components } = await readHoldings(session, subscription);
  const unstarted = new Set(withdrawn.map(({ number }) => number));
  const active = components.filter(({ status, number }) => status === 'active' && !unstarted.has(number));
  return { ...NOTHING_TAKEN, extensions, components: countByItem(active) };
}
