import type { Session } from '../../database/session.ts';
import type { Subscription } from '../../domain/subscriptions/subscription.ts';
import { insertCollision } from '../insert-collision.ts';

/** One more than the highest number of the account. */
export async function nextNumber({ db }: Session, account: string): Promise<number> {
  const { last } = await db
    .selectFrom('tierctl.subscription')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('account_id', '=', account)
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

export interface NewSubscription
  extends Omit<Subscription, 'address' | 'status' | 'path' | 'change' | 'dueOn' | 'replaces'> {
  /** The path that overrides the item's default, null for none; undefined where the default applies. */
  readonly override: { readonly id: string } | null | undefined;
}

/**
 * Writes a new active subscription. If another transaction took its number or its external id in the meantime, the error is
 * a collision, and the unit of work retries.
 */
export async function insertSubscription({ db }: Session, subscription: NewSubscription): Promise<void> {
  const { override } = subscription;
  const row = {
    account_id: subscription.account,
    number: subscription.number,
    item_id: subscription.item.id,
    status: 'active',
    start_date: subscription.startDate,
    end_date: subscription.endDate,
    path_rule: override === undefined ? 'default' : override === null ? 'none' : 'override',
    path_id: override?.id ?? null,
    apply_when: subscription.apply,
    from_date: subscription.fromDate,
    external_id: subscription.externalId,
  } as const;
  try {
    await db.insertInto('tierctl.subscription').values(row).execute();
  } catch (cause) {
    throw insertCollision(cause, `another transaction added a subscription to ${subscription.account}`);
  }
}
