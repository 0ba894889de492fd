// Accounts and subscriptions by the thousand: one statement a table, however many rows.
import type { Session } from '../database/session.ts';
import type { Account } from '../domain/account.ts';
import type { ImportedSubscription } from '../domain/imported-subscription.ts';
import { insertRows } from './bulk-rows.ts';
import { type CatalogueIds, idOf } from './catalogue-ids.ts';

export async function insertAccounts(session: Session, accounts: readonly Account[]): Promise<void> {
  const { accountId, text } = session.dialect.types;
  await insertRows(
    session,
    'tierctl.account',
    { account_id: accountId, name: text(200) },
    accounts.map(({ id, name }) => ({ account_id: id, name })),
  );
}

/** Stores active subscriptions with their attribute values, under the numbers they come with. */
export async function insertSubscriptions(
  session: Session,
  subscriptions: readonly ImportedSubscription[],
  ids: CatalogueIds,
): Promise<void> {
  const { accountId, date, integer, longText, text, uuid } = session.dialect.types;
  await insertRows(
    session,
    'tierctl.subscription',
    {
      account_id: accountId,
      number: integer,
      item_id: uuid,
      status: text(10),
      start_date: date,
      end_date: date,
      path_rule: text(10),
      path_id: uuid,
      apply_when: text(12),
      from_date: date,
      external_id: text(100),
    },
    subscriptions.map(({ path, ...subscription }) => ({
      account_id: subscription.account,
      number: subscription.number,
      item_id: idOf(ids.items, subscription.item),
      status: 'active',
      start_date: subscription.startDate,
      end_date: subscription.endDate,
      path_rule: path.rule,
      // Only an override is stored; the default is the item's.
      path_id: path.rule === 'override' && path.name !== null ? idOf(ids.paths, path.name) : null,
      apply_when: subscription.apply,
      from_date: subscription.fromDate,
      external_id: subscription.externalId,
    })),
  );
  await insertRows(
    session,
    'tierctl.subscription_attribute',
    { account_id: accountId, subscription_number: integer, attribute: text(100), value: longText },
    subscriptions.flatMap(({ account, number, attributes }) =>
      Object.entries(attributes).map(([attribute, value]) => ({
        account_id: account,
        subscription_number: number,
        attribute,
        value,
      })),
    ),
  );
}
