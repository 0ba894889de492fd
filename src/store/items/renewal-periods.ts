import { newId } from '../../database/new-ids.ts';
import { hasRenewalPeriods, type Session } from '../../database/session.ts';
import { collectBy } from '../../domain/collect-by.ts';
import { byLength, type RenewalPeriod } from '../../domain/items/renewal-period.ts';
import { refuseMandatoryColumns } from '../mandatory-columns.ts';
import { type SomeItems, wantedIds } from './wanted-ids.ts';

/** The renewal periods of the items, by item id, short ones first; items without any are left out. Of all items by default. */
export async function findRenewalPeriods(
  session: Session,
  items?: SomeItems,
): Promise<Map<string, RenewalPeriod[]>> {
  if (!hasRenewalPeriods(session)) return new Map();
  const rows = await session.db
    .selectFrom('billing.renewal_period')
    .select(['fk_item_id', 'renewal_period_value', 'renewal_period_unit'])
    .$if(items !== undefined, (query) => query.where('fk_item_id', 'in', wantedIds(session, items ?? [])))
    .execute();
  const found = collectBy(
    rows,
    ({ fk_item_id }) => fk_item_id,
    (row): RenewalPeriod => ({ value: row.renewal_period_value, unit: row.renewal_period_unit }),
  );
  for (const periods of found.values()) periods.sort(byLength);
  return found;
}

/** Replaces the renewal periods of the item. */
export async function replaceRenewalPeriods(
  session: Session,
  itemId: string,
  periods: readonly RenewalPeriod[],
): Promise<void> {
  const { db } = session;
  await db.deleteFrom('billing.renewal_period').where('fk_item_id', '=', itemId).execute();
  const rows = periods.map(({ value, unit }) => ({
    id: newId(session),
    fk_item_id: itemId,
    renewal_period_value: value,
    renewal_period_unit: unit,
  }));
  const [first] = rows;
  if (first === undefined) return;
  await refuseMandatoryColumns(session, 'renewal_period', Object.keys(first));
  await db.insertInto('billing.renewal_period').values(rows).execute();
}
