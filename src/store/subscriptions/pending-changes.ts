import type { Selectable } from 'kysely';
import type { Session } from '../../database/session.ts';
import type { SubscriptionTable } from '../../database/tables.ts';
import { byArticle, type ExtensionQuantity } from '../../domain/items/extension.ts';
import type { AttributeValues } from '../../domain/items/item-attribute.ts';
import { byService, type ServiceAmount } from '../../domain/items/service.ts';
import type { SubscriptionAddress } from '../../domain/subscriptions/subscription-address.ts';
import { insertRows } from '../bulk-rows.ts';
import { itemReference } from '../items/item-reference.ts';
import { overLimit } from './over-limit.ts';
import { withDestinations } from './with-destinations.ts';

export interface NewPendingChange {
  readonly itemId: string;
  /** The day the successor starts. */
  readonly on: string;
  /** Extensions added with the change, besides those carried over. */
  readonly extensions: readonly ExtensionQuantity[];
  readonly terminations: readonly ServiceAmount[];
  /** All values of the successor. */
  readonly attributes: AttributeValues;
  readonly keepsEnd: boolean;
}

/** Stores a pending change; the run engine makes it on its day. */
export async function savePendingChange(
  session: Session,
  address: SubscriptionAddress,
  change: NewPendingChange,
): Promise<void> {
  await setChange(session, address, {
    change_item_id: change.itemId,
    change_on: change.on,
    change_keeps_end: change.keepsEnd,
  });
  const key = keyOf(address);
  const extensions = change.extensions.map(({ item, quantity }) => ({
    ...key,
    extension_item_id: item.id,
    quantity,
  }));
  const terminations = change.terminations.map((one) => ({ ...key, ...one }));
  const attributes = Object.entries(change.attributes).map(([attribute, value]) => ({
    ...key,
    attribute,
    value,
  }));
  await insertRows(session, 'tierctl.change_extension', extensions);
  await insertRows(session, 'tierctl.change_termination', terminations);
  await insertRows(session, 'tierctl.change_attribute', attributes);
}

/** The choices of a pending change: extensions to add, by article number, and services to terminate. */
export async function findSettled(
  { db }: Session,
  { account, number }: SubscriptionAddress,
): Promise<Pick<NewPendingChange, 'extensions' | 'terminations'>> {
  const extensions = await db
    .selectFrom('tierctl.change_extension as e')
    .leftJoin('billing.item as i', 'i.id', 'e.extension_item_id')
    .select(['e.extension_item_id', 'e.quantity', 'i.article_number', 'i.name'])
    .where('e.account_id', '=', account)
    .where('e.subscription_number', '=', number)
    .execute();
  const terminations = await db
    .selectFrom('tierctl.change_termination')
    .select(['service', 'amount'])
    .where('account_id', '=', account)
    .where('subscription_number', '=', number)
    .execute();
  return {
    extensions: extensions
      .map((row) => ({
        item: itemReference(row.extension_item_id, row.article_number, row.name),
        quantity: row.quantity,
      }))
      .sort(byArticle),
    terminations: terminations.sort(byService),
  };
}

/** Cancels the pending change; the previous path rule of the subscription applies again. */
export async function clearPendingChange(session: Session, address: SubscriptionAddress): Promise<void> {
  await setChange(session, address, { change_item_id: null, change_on: null, change_keeps_end: null });
  for (const table of [
    'tierctl.change_extension',
    'tierctl.change_termination',
    'tierctl.change_attribute',
  ] as const) {
    await session.db
      .deleteFrom(table)
      .where('account_id', '=', address.account)
      .where('subscription_number', '=', address.number)
      .execute();
  }
}

/** Whether the usage of the subscription exceeds the limits of the item that it changes, or has just changed, to. */
export async function exceedsDestination(
  session: Session,
  { account, number }: SubscriptionAddress,
): Promise<boolean> {
  const { dialect } = session;
  const row = await withDestinations(session)
    .where('s.account_id', '=', account)
    .where('s.number', '=', number)
    .select(({ eb }) =>
      eb
        .case()
        .when(overLimit(dialect))
        .then(dialect.booleanLiteral(true))
        .else(dialect.booleanLiteral(false))
        .end()
        .as('exceeds'),
    )
    .executeTakeFirst();
  return row?.exceeds === true;
}

async function setChange(
  { db }: Session,
  { account, number }: SubscriptionAddress,
  columns: Pick<Selectable<SubscriptionTable>, 'change_item_id' | 'change_on' | 'change_keeps_end'>,
): Promise<void> {
  await db
    .updateTable('tierctl.subscription')
    .set(columns)
    .where('account_id', '=', account)
    .where('number', '=', number)
    .execute();
}

function keyOf({ account, number }: SubscriptionAddress) {
  return { account_id: account, subscription_number: number };
}
