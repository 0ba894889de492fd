import type { Session } from '../../database/session.ts';
import { collectBy } from '../../domain/collect-by.ts';
import { byService, type ServiceAmount } from '../../domain/items/service.ts';
import { type SomeItems, wantedIds } from './wanted-ids.ts';

/** The service limits of the items, by item id and service; items without any are left out. Of all items by default. */
export async function findServiceLimits(
  session: Session,
  items?: SomeItems,
): Promise<Map<string, ServiceAmount[]>> {
  const rows = await session.db
    .selectFrom('tierctl.service_limit')
    .selectAll()
    .$if(items !== undefined, (query) => query.where('item_id', 'in', wantedIds(session, items ?? [])))
    .execute();
  const found = collectBy(
    rows,
    ({ item_id }) => item_id,
    ({ service, amount }): ServiceAmount => ({ service, amount }),
  );
  for (const limits of found.values()) limits.sort(byService);
  return found;
}
