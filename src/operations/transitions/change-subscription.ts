import type { AuditEntry, Invocation } from '../../database/audit-trail.ts';
import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { daysBetween } from '../../domain/calendar.ts';
import { commandLine } from '../../domain/command-line.ts';
import { completeValues } from '../../domain/items/attribute-values.ts';
import type { WrittenExtension } from '../../domain/items/extension.ts';
import type { AttributeValues } from '../../domain/items/item-attribute.ts';
import { itemLabel } from '../../domain/items/item-label.ts';
import type { ServiceAmount } from '../../domain/items/service.ts';
import type { NameValue } from '../../domain/name-value.ts';
import { carriedValues } from '../../domain/subscriptions/carried-values.ts';
import { checkComponentsBefore } from '../../domain/subscriptions/closing.ts';
import { cannotChange } from '../../domain/subscriptions/not-eligible.ts';
import { overLimit } from '../../domain/subscriptions/problems.ts';
import type { PathSchedule, Subscription } from '../../domain/subscriptions/subscription.ts';
import { checkChangeDate } from '../../domain/subscriptions/subscription-dates.ts';
import type { Outlook } from '../../domain/transitions/outlook.ts';
import { notMoved, wouldStay } from '../../domain/transitions/problems.ts';
import { NOTHING_TAKEN, type TakenAway } from '../../domain/transitions/taken-away.ts';
import type { Transition } from '../../domain/transitions/transition.ts';
import { findAttributes } from '../../store/items/item-attributes.ts';
import { holdProfile } from '../../store/items/item-profiles.ts';
import { requireItem } from '../../store/items/items.ts';
import { findComponents } from '../../store/subscriptions/components.ts';
import { findSchedule } from '../../store/subscriptions/find-schedule.ts';
import { claimSubscriptionAt } from '../../store/subscriptions/find-subscription.ts';
import { exceedsDestination, savePendingChange } from '../../store/subscriptions/pending-changes.ts';
import { listValues } from '../../store/subscriptions/subscription-attributes.ts';
import { findSuccessor, requireSubscription } from '../../store/subscriptions/subscriptions.ts';
import { findStayReason } from '../../store/transitions/batch/stays.ts';
import { findTransitionFrom } from '../../store/transitions/runs/history.ts';
import { insertFinishedRun } from '../../store/transitions/runs/runs.ts';
import { forecastNext } from '../subscriptions/forecast-next.ts';
import {
  type JudgeSubscriptionMoveResult,
  judgeSubscriptionMove,
} from '../subscriptions/judge-subscription-move.ts';
import { applyBatch } from './apply-batch.ts';

export interface ChangeSubscriptionInput {
  /** `ACCOUNT/NUMBER`. */
  readonly subscription: string;
  /** Article number or UUID. */
  readonly target: string;
  /** The day the successor starts. Up to `today` the change is made at once; a later one is pending until that day. */
  readonly on: string;
  readonly today: string;
  /** Extensions to add to those carried over. */
  readonly add: readonly WrittenExtension[];
  /** Amounts of services to terminate. */
  readonly terminate: readonly ServiceAmount[];
  /** Values that are set instead of carried over from attributes of the same name. */
  readonly attributes: readonly NameValue[];
  /** Whether the successor keeps the end date of the subscription; else its item's term decides, or it has none. */
  readonly keepEnd: boolean;
  readonly invocation: Invocation;
}

export interface ChangeSubscriptionResult {
  readonly before: Subscription;
  /** The subscription after the change. */
  readonly subscription: Subscription;
  readonly judged: JudgeSubscriptionMoveResult;
  readonly attributes: AttributeValues;
  /** Null while the change is pending. */
  readonly successor: Subscription | null;
  readonly transition: Transition | null;
  /** How many days before `today` the successor starts; 0 if it is not back-dated. */
  readonly daysBack: number;
  /** What the subscription has and the successor does not get. */
  readonly takenAway: TakenAway;
  /** The path rule of the subscription that the successor does not get: its override, its from date, or that it follows none. */
  readonly schedule: PathSchedule | null;
  /** What a run will do with the successor, or with the subscription while the change is pending. */
  readonly outlook: Outlook;
}

/**
 * Changes a subscription to another item of a group it is in, through the engine that also follows the paths. All gates are
 * judged first, and the fit again before the commit: the change is committed only if usage is within the limits.
 * Between packages, the components of products that both have are carried over. The successor keeps the end date, and with
 * it the rule to follow no path, unless the input says otherwise. Throws `refused` (`subscription-ended`,
 * `not-eligible`, `over-limit`, `over-maximum`, what the options and dates may throw), `not-found`.
 */
export async function changeSubscription(
  session: Session,
  input: ChangeSubscriptionInput,
): Promise<AuditedResult<ChangeSubscriptionResult>> {
  const target = await requireItem(session, input.target);
  // No other transaction can change the target's kind before the pending change is stored. Before the subscription is claimed:
  // that is the order of locks.
  await holdProfile(session, target);
  const before = await claimSubscriptionAt(session, input.subscription);
  const judged = await judgeSubscriptionMove(session, before, target, input);
  if (!judged.eligible) throw cannotChange(judged);
  checkChangeDate(before, input.on, input.today);
  checkComponentsBefore(before, await findComponents(session, before), input.on);
  const attributes = await successorValues(session, judged, input.attributes);
  await savePendingChange(session, before, {
    itemId: target.id,
    on: input.on,
    extensions: judged.fit.added,
    terminations: judged.fit.terminated,
    attributes,
    keepsEnd: input.keepEnd,
  });
  await checkMoves(session, before);
  if (input.on <= input.today) await applyNow(session, before, input);
  const subscription = await requireSubscription(session, before);
  const successor = (await findSuccessor(session, before)) ?? null;
  const transition = successor === null ? null : ((await findTransitionFrom(session, before)) ?? null);
  const { outlook } = await forecastNext(session, successor ?? subscription);
  const takenAway = transition?.takenAway ?? outlook.takenAway ?? NOTHING_TAKEN;
  const followed = await findSchedule(session, before);
  const schedule = keepsNone(before, input) ? null : followed;
  const audit: AuditEntry = {
    before: { subscription: before },
    after: {
      subscription,
      successor,
      extensions: judged.fit.added,
      terminations: judged.fit.terminated,
      takenAway,
    },
  };
  return {
    result: {
      before,
      subscription,
      judged,
      attributes,
      successor,
      transition,
      daysBack: Math.max(0, daysBetween(input.on, input.today)),
      takenAway,
      schedule,
      outlook,
    },
    audit,
    recheck: () => checkStillFits(session, judged),
  };
}

/** If the successor keeps the end date, it also keeps the rule that nothing follows it. */
function keepsNone(
  { path, endDate }: Subscription,
  { keepEnd = true, on }: ChangeSubscriptionInput,
): boolean {
  return path.rule === 'none' && keepEnd && endDate !== null && endDate >= on;
}

async function successorValues(
  session: Session,
  { subscription, target }: JudgeSubscriptionMoveResult,
  given: readonly NameValue[],
): Promise<AttributeValues> {
  const attributes = await findAttributes(session, [subscription.item.id, target.id]);
  const of = (itemId: string) => attributes.get(itemId) ?? [];
  const values = await listValues(session, subscription);
  const carried = carriedValues(values, of(subscription.item.id), of(target.id), given);
  return completeValues(target, of(target.id), given, undefined, carried);
}

async function applyNow(
  session: Session,
  { address, account, number }: Subscription,
  { on, invocation }: ChangeSubscriptionInput,
): Promise<void> {
  const { actor, at } = invocation;
  const options = { subscription: address };
  const run = await insertFinishedRun(
    session,
    { kind: 'change', asOf: on, startedAt: at, actor, options },
    1,
  );
  const scope = { asOf: on, pathId: undefined, account };
  // As of the day of the change: if the successor is due itself, the next run moves it.
  const moved = await applyBatch(session, { account, number }, { run, scope, appliedAt: at, maxHops: 1 });
  if (moved === 1) return;
  throw notMoved(address);
}

// Checked by the rules of the engine at once, also for a pending change: the gates do not check components.
async function checkMoves(session: Session, subscription: Subscription): Promise<void> {
  const reason = await findStayReason(session, subscription);
  if (reason !== null) throw wouldStay(subscription, reason);
}

// Other programs also write usage at any time, and a person may read the preview for a while.
async function checkStillFits(
  session: Session,
  { subscription, target }: JudgeSubscriptionMoveResult,
): Promise<void> {
  if (!(await exceedsDestination(session, subscription))) return;
  const label = itemLabel(target);
  throw overLimit(
    `what ${subscription.address} uses has grown since the check and no longer fits ${label}; nothing was written`,
    `see: ${commandLine`tierctl eligible --subscription ${subscription.address} --to ${label}`}`,
    subscription,
    { source: itemLabel(subscription.item), target: label },
  );
}
