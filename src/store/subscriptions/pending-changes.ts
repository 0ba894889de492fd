import { sql } from 'kysely';
import type { Session } from '../../database/session.ts';
import type { ExtensionQuantity } from '../../domain/items/extension.ts';
import type { AttributeValues } from '../../domain/items/item-attribute.ts';
import type { ServiceAmount } from '../../domain/items/service.ts';
import type { SubscriptionAddress } from '../../domain/subscriptions/subscription-address.ts';
import { subscriptionsWithDestinations } from '../paths/applicable-path.ts';
import { overLimit } from './over-limit.ts';

export interface NewPendingChange {
  readonly itemId: string;
  /** The day the successor starts. */
  readonly on: string;
  /** Bought with the change, on top of what comes along. */
  readonly extensions: readonly ExtensionQuantity[];
  readonly terminations: readonly ServiceAmount[];
  /** All the values that the successor will have. */
  readonly attributes: AttributeValues;
}

/** Makes the subscription change on that day: the run engine does it then. */
export async function savePendingChange(
  session: Session,
  address: SubscriptionAddress,
  change: NewPendingChange,
): Promise<void> {
  await setChange(session, address, { change_item_id: change.itemId, change_on: change.on });
  const { db } = session;
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
  if (extensions.length > 0) await db.insertInto('tierctl.change_extension').values(extensions).execute();
  if (terminations.length > 0)
    await db.insertInto('tierctl.change_termination').values(terminations).execute();
  if (attributes.length > 0) await db.insertInto('tierctl.change_attribute').values(attributes).execute();
}

/** Takes the pending change back; what the subscription followed before applies again. */
export async function clearPendingChange(session: Session, address: SubscriptionAddress): Promise<void> {
  await setChange(session, address, { change_item_id: null, change_on: null });
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

/** Whether the usage of the subscription exceeds the limits of what it changes, or has just changed, to. */
export async function exceedsDestination(
  { db, dialect }: Session,
  { account, number }: SubscriptionAddress,
): Promise<boolean> {
  const { rows } = await sql<{ exceeds: boolean }>`
    select case when ${overLimit(dialect)} then ${dialect.booleanLiteral(true)} else ${dialect.booleanLiteral(false)} end as exceeds
    from ${subscriptionsWithDestinations}
    where s.account_id = ${account} and s.number = ${number}`.execute(db);
  return rows[0]?.exceeds === true;
}

async function setChange(
  { db }: Session,
  { account, number }: SubscriptionAddress,
  columns: { readonly change_item_id: string | null; readonly change_on: string | null },
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
