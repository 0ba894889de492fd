import { sql } from 'kysely';
import type { Session } from '../../database/session.ts';
import { byLabel } from '../../domain/items/item-label.ts';
import type { InactiveHolding } from '../../domain/transitions/catalogue-effect.ts';
import { itemReference } from '../items/item-reference.ts';
import { wantedIds } from '../items/wanted-ids.ts';

interface Row {
  readonly item_id: string;
  readonly article_number: string | null;
  readonly name: string | null;
  readonly what: 'subscriptions' | 'components' | 'extended';
  readonly count: number;
}

/** How many of these items active subscriptions hold; one statement. Items without a holder are left out. */
export async function readInactiveHoldings(
  session: Session,
  itemIds: readonly string[],
): Promise<InactiveHolding[]> {
  const ids = wantedIds(session, itemIds);
  const { rows } = await sql<Row>`
    select held.item_id, i.article_number, i.name, held.what, held.count
    from (
      select s.item_id, 'subscriptions' as what, count(*) as count
      from tierctl.subscription as s
      where s.status = 'active' and s.item_id in ${ids}
      group by s.item_id
      union all
      select c.item_id, 'components' as what, count(*) as count
      from tierctl.component as c
      join tierctl.subscription as s on s.account_id = c.account_id and s.number = c.subscription_number
      where s.status = 'active' and c.status = 'active' and c.item_id in ${ids}
      group by c.item_id
      union all
      select e.extension_item_id as item_id, 'extended' as what, count(*) as count
      from tierctl.subscription_extension as e
      join tierctl.subscription as s on s.account_id = e.account_id and s.number = e.subscription_number
      where s.status = 'active' and e.extension_item_id in ${ids}
      group by e.extension_item_id
    ) as held
    left join ${sql.table('billing.item')} as i on i.id = held.item_id`.execute(session.db);
  const found = new Map<string, InactiveHolding>();
  for (const { item_id, article_number, name, what, count } of rows) {
    const known = found.get(item_id) ?? {
      item: itemReference(item_id, article_number, name),
      subscriptions: 0,
      components: 0,
      extended: 0,
    };
    found.set(item_id, { ...known, [what]: count });
  }
  return [...found.values()].sort(({ item: one }, { item: other }) => byLabel(one, other));
}
