// What decides when a subscription moves and along which path, and when it ends.
import type { Session } from '../../database/session.ts';
import type { ApplyRule, PathRule } from '../../domain/subscriptions/subscription.ts';
import type { SubscriptionAddress } from '../../domain/subscriptions/subscription-address.ts';

export interface MoveRule {
  readonly rule: PathRule;
  /** The id of the path that overrides the default; null for other rules. */
  readonly pathId: string | null;
  readonly apply: ApplyRule;
  readonly fromDate: string | null;
}

/** "By default, it will have the rule that is configured on the product or package": and moves on its end date. */
export const DEFAULT_RULE: MoveRule = { rule: 'default', pathId: null, apply: 'on_end_date', fromDate: null };

export async function findMoveRule({ db }: Session, address: SubscriptionAddress): Promise<MoveRule> {
  const row = await db
    .selectFrom('tierctl.subscription')
    .select(['path_rule', 'path_id', 'apply_when', 'from_date'])
    .where('account_id', '=', address.account)
    .where('number', '=', address.number)
    .executeTakeFirstOrThrow();
  return { rule: row.path_rule, pathId: row.path_id, apply: row.apply_when, fromDate: row.from_date };
}

export async function saveMoveRule(
  { db }: Session,
  { account, number }: SubscriptionAddress,
  { rule, pathId, apply, fromDate }: MoveRule,
): Promise<void> {
  await db
    .updateTable('tierctl.subscription')
    .set({ path_rule: rule, path_id: pathId, apply_when: apply, from_date: fromDate })
    .where('account_id', '=', account)
    .where('number', '=', number)
    .execute();
}

/** Sets the last day; null for none. The subscription stays active until a run moves it or an operator closes it. */
export async function saveEndDate(
  { db }: Session,
  { account, number }: SubscriptionAddress,
  endDate: string | null,
): Promise<void> {
  await db
    .updateTable('tierctl.subscription')
    .set({ end_date: endDate })
    .where('account_id', '=', account)
    .where('number', '=', number)
    .execute();
}

/** Ends it for good, without a run and without a successor. */
export async function closeSubscription(
  { db }: Session,
  { account, number }: SubscriptionAddress,
  endDate: string,
): Promise<void> {
  await db
    .updateTable('tierctl.subscription')
    .set({ status: 'ended', end_date: endDate })
    .where('account_id', '=', account)
    .where('number', '=', number)
    .execute();
}
