import type { Session } from '../../database/session.ts';
import { byArticle, type ExtensionQuantity } from '../../domain/items/extension.ts';
import type { SubscriptionAddress } from '../../domain/subscriptions/subscription-address.ts';
import { itemReference } from '../items/item-reference.ts';

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
  { db }: Session,
  { account, number }: SubscriptionAddress,
  extensions: readonly ExtensionQuantity[],
): Promise<void> {
  if (extensions.length === 0) return;
  await db
    .deleteFrom('tierctl.subscription_extension')
    .where('account_id', '=', account)
    .where('subscription_number', '=', number)
    .where(
      'extension_item_id',
      'in',
      extensions.map(({ item }) => item.id),
    )
    .execute();
  const rows = extensions
    .filter(({ quantity }) => quantity > 0)
    .map(({ item, quantity }) => ({
      account_id: account,
      subscription_number: number,
      extension_item_id: item.id,
      quantity,
    }));
  if (rows.length > 0) await db.insertInto('tierctl.subscription_extension').values(rows).execute();
}
