import { hasRenewalPeriods, type Session } from '../../database/session.ts';
import { collectBy } from '../../domain/collect-by.ts';
import { byLength, type RenewalPeriod, type StoredPeriod } from '../../domain/items/renewal-period.ts';
import { type SomeItems, wantedIds } from './wanted-ids.ts';

/** The renewal periods of the items, by item id, short ones first; items without any are left out. Of all items by default. */
export async function findRenewalPeriods(
  session: Session,
  items?: SomeItems,
): Promise<Map<string, RenewalPeriod[]>> {
  const found = await findStoredPeriods(session, items);
  return new Map(
    [...found].map(([id, periods]) => [id, periods.map(({ value, unit }) => ({ value, unit }))]),
  );
}

/** Like findRenewalPeriods, with the ids of the rows. */
export async function findStoredPeriods(
  session: Session,
  items?: SomeItems,
): Promise<Map<string, StoredPeriod[]>> {
  if (!hasRenewalPeriods(session)) return new Map();
  const rows = await session.db
    .selectFrom('billing.renewal_period')
    .select(['id', 'fk_item_id', 'renewal_period_value', 'renewal_period_unit'])
    .$if(items !== undefined, (query) => query.where('fk_item_id', 'in', wantedIds(session, items ?? [])))
    .execute();
  const found = collectBy(
    rows,
    ({ fk_item_id }) => fk_item_id,
    (row): StoredPeriod => ({ id: row.id, value: row.renewal_period_value, unit: row.renewal_period_unit }),
  );
  for (const periods of found.values()) periods.sort(byLength);
  return found;
}
