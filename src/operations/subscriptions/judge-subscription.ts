import type { Session } from '../../database/session.ts';
import { carriedValues } from '../../domain/subscriptions/carried-values.ts';
import { countByItem, type TakenAway } from '../../domain/transitions/taken-away.ts';
import { findAttributes } from '../../store/items/item-attributes.ts';
import { requireItem } from '../../store/items/items.ts';
import { findPackageProducts } from '../../store/items/package-products.ts';
import { findSubscriptionAt } from '../../store/subscriptions/find-subscription.ts';
import { readHoldings } from '../../store/subscriptions/holdings.ts';
import {
  type JudgeSubscriptionMoveResult,
  judgeSubscriptionMove,
  type SubscriptionMoveOptions,
} from './judge-subscription-move.ts';

export interface JudgeSubscriptionInput extends SubscriptionMoveOptions {
  /** `ACCOUNT/NUMBER`. */
  readonly subscription: string;
  /** Article number or UUID. */
  readonly target: string;
}

export interface JudgeSubscriptionResult extends JudgeSubscriptionMoveResult {
  /** What the subscription has and its successor would not get. */
  readonly takenAway: TakenAway;
}

/** Like judgeSubscriptionMove, by names. Also throws `usage`, `not-found`. */
export async function judgeSubscription(
  session: Session,
  { subscription, target, ...options }: JudgeSubscriptionInput,
): Promise<JudgeSubscriptionResult> {
  const found = await findSubscriptionAt(session, subscription);
  const judged = await judgeSubscriptionMove(session, found, await requireItem(session, target), options);
  return { ...judged, takenAway: await takenByChange(session, judged) };
}

/** A change by hand has no grids: it carries over values of attributes with the same name and type, and components of shared products. */
async function takenByChange(
  session: Session,
  { subscription, target, fit }: JudgeSubscriptionMoveResult,
): Promise<TakenAway> {
  const { item } = subscription;
  const { attributes: values, components } = await readHoldings(session, subscription);
  const attributes = await findAttributes(session, [item.id, target.id]);
  const of = (id: string) => attributes.get(id) ?? [];
  const carried = new Set(carriedValues(values, of(item.id), of(target.id), []).map(({ name }) => name));
  const inside = (await findPackageProducts(session, [target.id])).get(target.id) ?? [];
  const ending = components.filter(
    ({ status, item: product }) => status === 'active' && !inside.some((one) => one.item.id === product.id),
  );
  return {
    endDate: null,
    extensions: fit.ending,
    components: countByItem(ending),
    attributes: Object.keys(values)
      .filter((name) => !carried.has(name))
      .map((attribute) => ({ item, attribute, count: 1 })),
  };
}
