import type { Session } from '../../database/session.ts';
import { byArticle, type ExtensionQuantity } from '../../domain/items/extension.ts';
import type { SubscriptionAddress } from '../../domain/subscriptions/subscription-address.ts';
import { insertRows } from '../bulk-rows.ts';
import { itemReference } from '../items/item-reference.ts';
import { wantedIds } from '../items/wanted-ids.ts';

/** The extensions of a subscription, by article number. */
export async function listExtensions(
  { db }: Session,
  { account, number }: SubscriptionAddress,
): Promise<ExtensionQuantity[]> {
  const rows = await db
    .selectFrom('tierctl.subscription_extension as e')
    .leftJoin('billing.item as i', 'i.id', 'e.extension_item_id')
    .select(['e.extension_item_id', 'e.quantity', 'i.article_number', 'i.name'])
    .where('e.account_id', '=', account)
    .where('e.subscription_number', '=', number)
    .execute();
  return rows
    .map((row) => ({
      item: itemReference(row.extension_item_id, row.article_number, row.name),
      quantity: row.quantity,
    }))
    .sort(byArticle);
}

/** Sets the named quantities and keeps the others; a quantity of 0 removes the extension. */
export async function saveExtensions(
  session: Session,
  { account, number }: SubscriptionAddress,
  extensions: readonly ExtensionQuantity[],
): Promise<void> {
  if (extensions.length === 0) return;
  const ids = extensions.map(({ item }) => item.id);
  await session.db
    .deleteFrom('tierctl.subscription_extension')
    .where('account_id', '=', account)
    .where('subscription_number', '=', number)
    .where('extension_item_id', 'in', wantedIds(session, ids))
    .execute();
  const rows = extensions
    .filter(({ quantity }) => quantity > 0)
    .map(({ item, quantity }) => ({
      account_id: account,
      subscription_number: number,
      extension_item_id: item.id,
      quantity,
    }));
  await insertRows(session, 'tierctl.subscription_extension', rows);
}
