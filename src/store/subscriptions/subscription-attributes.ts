import type { Session } from '../../database/session.ts';
import type { AttributeValues } from '../../domain/items/item-attribute.ts';
import type { SubscriptionAddress } from '../../domain/subscriptions/subscription-address.ts';
import { insertRows } from '../bulk-rows.ts';

/** The values of a subscription's custom attributes, by name. */
export async function listValues(
  { db, dialect }: Session,
  { account, number }: SubscriptionAddress,
): Promise<AttributeValues> {
  const rows = await db
    .selectFrom('tierctl.subscription_attribute')
    .select(['attribute', 'value'])
    .where('account_id', '=', account)
    .where('subscription_number', '=', number)
    .orderBy(({ ref }) => dialect.byCodePoint(ref('attribute')))
    .execute();
  return Object.fromEntries(rows.map(({ attribute, value }) => [attribute, value]));
}

/** Writes the values of one subscription in one statement: there is at most one value per attribute of its item. */
export async function insertValues(
  session: Session,
  { account, number }: SubscriptionAddress,
  values: AttributeValues,
): Promise<void> {
  const rows = Object.entries(values).map(([attribute, value]) => ({
    account_id: account,
    subscription_number: number,
    attribute,
    value,
  }));
  await insertRows(session, 'tierctl.subscription_attribute', rows);
}

/** Replaces all values of one subscription. */
export async function replaceValues(
  session: Session,
  address: SubscriptionAddress,
  values: AttributeValues,
): Promise<void> {
  await session.db
    .deleteFrom('tierctl.subscription_attribute')
    .where('account_id', '=', address.account)
    .where('subscription_number', '=', address.number)
    .execute();
  await insertValues(session, address, values);
}
