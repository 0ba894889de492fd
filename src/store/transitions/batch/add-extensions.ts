import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import type { SingleSubscription } from './scope.ts';
import type { HeldExtension } from './successors-over-limit.ts';

/** So many more of an extension for a subscription. */
export interface AddedExtension extends SingleSubscription, HeldExtension {}

/** Gives subscriptions extensions on top of what they have: two statements, however many there are. */
export async function addExtensions(
  { db, dialect }: Session,
  added: readonly AddedExtension[],
): Promise<void> {
  const { types } = dialect;
  const json = JSON.stringify(
    added.map(({ account, number, extensionId, quantity }) => ({
      account_id: account,
      subscription_number: number,
      extension_item_id: extensionId,
      quantity,
    })),
  );
  const rows = dialect.rowsFromJson(json, 'added', {
    account_id: types.accountId,
    subscription_number: types.integer,
    extension_item_id: types.uuid,
    quantity: types.integer,
  });
  const same = sql`e.account_id = added.account_id and e.subscription_number = added.subscription_number
    and e.extension_item_id = added.extension_item_id`;
  await dialect
    .updateFrom({
      target: 'tierctl.subscription_extension',
      alias: 'e',
      set: { quantity: sql`e.quantity + added.quantity` },
      from: rows,
      where: same,
    })
    .execute(db);
  await sql`
    insert into tierctl.subscription_extension (account_id, subscription_number, extension_item_id, quantity)
    select added.account_id, added.subscription_number, added.extension_item_id, added.quantity
    from ${rows}
    where not exists (select 1 from tierctl.subscription_extension as e where ${same})`.execute(db);
}
