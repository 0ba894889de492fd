import type { Session } from '../../database/session.ts';
import { wantedIds } from '../items/wanted-ids.ts';

/** The number of active subscriptions to each of the items, by item id; items without any are left out. */
export async function countActiveSubscriptions(
  session: Session,
  itemIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await session.db
    .selectFrom('tierctl.subscription')
    .select(['item_id', ({ fn }) => fn.countAll<number>().as('count')])
    .where('status', '=', 'active')
    .where('item_id', 'in', wantedIds(session, itemIds))
    .groupBy('item_id')
    .execute();
  return new Map(rows.map(({ item_id, count }) => [item_id, count]));
}
