import type { Session } from '../../database/session.ts';
import type { Change } from '../../database/unit-of-work.ts';
import { commandLine } from '../../domain/command-line.ts';
import type {
  ApplyRule,
  FollowedPath,
  PendingChange,
  Subscription,
} from '../../domain/subscriptions/subscription.ts';
import { TierctlError } from '../../domain/tierctl-error.ts';
import type { Outlook } from '../../domain/transitions/outlook.ts';
import { findPathById } from '../../store/paths/paths.ts';
import { clearPendingChange } from '../../store/subscriptions/pending-changes.ts';
import { DEFAULT_RULE, findMoveRule, saveMoveRule } from '../../store/subscriptions/subscription-rules.ts';
import { requireSubscription } from '../../store/subscriptions/subscriptions.ts';
import { claimSubscriptionAt } from './find-subscription.ts';
import { foretell } from './foretell.ts';

export interface UnscheduleSubscriptionInput {
  /** `ACCOUNT/NUMBER`. */
  readonly subscription: string;
  /** What to take back; neither or nothing said: what goes first, a pending change before the path's schedule. */
  readonly change?: boolean;
  readonly path?: boolean;
}

/** How a subscription follows its path, where that is not its item's default on its end date. */
export interface PathSchedule {
  readonly path: FollowedPath;
  readonly apply: ApplyRule;
  readonly fromDate: string | null;
}

export interface UnscheduleSubscriptionResult {
  readonly subscription: Subscription;
  /** The change that was taken back. */
  readonly change: PendingChange | null;
  /** The override or from date that was taken back. */
  readonly schedule: PathSchedule | null;
  /** An override or from date that is still there. */
  readonly remaining: PathSchedule | null;
  /** What a run will make of it now. */
  readonly outlook: Outlook;
}

/**
 * Takes back a pending change, or how the subscription follows its path: it follows its item's default on its end date
 * again. Throws `refused` (`subscription-ended`, `no-change-pending`, `no-path-scheduled`, `nothing-scheduled`), `usage`,
 * `not-found`.
 */
export async function unscheduleSubscription(
  session: Session,
  { subscription: address, change = false, path = false }: UnscheduleSubscriptionInput,
): Promise<Change<UnscheduleSubscriptionResult>> {
  const before = await claimSubscriptionAt(session, address);
  const scheduled = await findSchedule(session, before);
  const whatever = !change && !path;
  const takesChange = before.change !== null && (change || whatever);
  const takesPath = scheduled !== null && (path || (whatever && !takesChange));
  if (change && !takesChange) throw nothingThere('no-change-pending', before, 'has no change pending');
  if (path && !takesPath) throw nothingThere('no-path-scheduled', before, 'follows its default path already');
  if (!takesChange && !takesPath) {
    throw nothingThere('nothing-scheduled', before, 'has nothing that could be taken back');
  }
  if (takesChange) await clearPendingChange(session, before);
  if (takesPath) await saveMoveRule(session, before, DEFAULT_RULE);
  const subscription = await requireSubscription(session, before);
  const { outlook } = await foretell(session, subscription);
  return {
    result: {
      subscription,
      change: takesChange ? before.change : null,
      schedule: takesPath ? scheduled : null,
      remaining: takesPath ? null : scheduled,
      outlook,
    },
    audit: { before: { subscription: before }, after: { subscription } },
  };
}

async function findSchedule(session: Session, subscription: Subscription): Promise<PathSchedule | null> {
  const { rule, pathId, apply, fromDate } = await findMoveRule(session, subscription);
  if (rule === DEFAULT_RULE.rule && apply === DEFAULT_RULE.apply) return null;
  // By its id: while a change is pending, the subscription itself does not tell which path it would follow.
  const name =
    pathId === null ? subscription.path.name : ((await findPathById(session, pathId))?.name ?? null);
  return { path: { rule, name }, apply, fromDate };
}

function nothingThere(code: string, { address }: Subscription, what: string): TierctlError {
  return new TierctlError('refused', code, `${address} ${what}`, {
    hint: `see: ${commandLine`tierctl subscription show ${address}`}`,
    data: { subscription: address },
  });
}
