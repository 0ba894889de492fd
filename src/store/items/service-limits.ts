import type { Session } from '../../database/session.ts';
import { collectBy } from '../../domain/collect-by.ts';
import { byService, type ServiceAmount } from '../../domain/items/service.ts';
import { wantedIds } from './wanted-ids.ts';

/** The service limits of the items, by item id and service; items without any are left out. */
export async function findServiceLimits(
  session: Session,
  itemIds: readonly string[],
): Promise<Map<string, ServiceAmount[]>> {
  const rows = await session.db
    .selectFrom('tierctl.service_limit')
    .selectAll()
    .where('item_id', 'in', wantedIds(session, itemIds))
    .execute();
  const found = collectBy(
    rows,
    ({ item_id }) => item_id,
    ({ service, amount }): ServiceAmount => ({ service, amount }),
  );
  for (const limits of found.values()) limits.sort(byService);
  return found;
}

/** Sets the named limits and keeps the others. */
export async function saveServiceLimits(
  session: Session,
  itemId: string,
  limits: readonly ServiceAmount[],
): Promise<void> {
  if (limits.length === 0) return;
  await deleteServiceLimits(
    session,
    itemId,
    limits.map(({ service }) => service),
  );
  await session.db
    .insertInto('tierctl.service_limit')
    .values(limits.map(({ service, amount }) => ({ item_id: itemId, service, amount })))
    .execute();
}

export async function deleteServiceLimits(
  { db }: Session,
  itemId: string,
  services: readonly string[],
): Promise<void> {
  await db
    .deleteFrom('tierctl.service_limit')
    .where('item_id', '=', itemId)
    .where('service', 'in', services)
    .execute();
}
