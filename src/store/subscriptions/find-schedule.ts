import type { Session } from '../../database/session.ts';
import type { PathSchedule, Subscription } from '../../domain/subscriptions/subscription.ts';
import { findPathById } from '../paths/paths.ts';
import { DEFAULT_RULE, findMoveRule } from './subscription-rules.ts';

/** Null if it follows its item's default path on its end date. */
export async function findSchedule(
  session: Session,
  subscription: Subscription,
): Promise<PathSchedule | null> {
  const { rule, pathId, apply, fromDate } = await findMoveRule(session, subscription);
  if (rule === DEFAULT_RULE.rule && apply === DEFAULT_RULE.apply) return null;
  // By id: while a change is pending, the subscription does not show the path that it would follow.
  const name =
    pathId === null ? subscription.path.name : ((await findPathById(session, pathId))?.name ?? null);
  return { path: { rule, name }, apply, fromDate };
}
