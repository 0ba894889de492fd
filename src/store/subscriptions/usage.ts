import { sql } from 'kysely';
import { columnTypes } from '../../database/columns.ts';
import type { Session } from '../../database/session.ts';
import { byService, type ServiceAmount } from '../../domain/items/service.ts';
import type { SubscriptionAddress } from '../../domain/subscriptions/subscription-address.ts';
import { insertRows } from '../bulk-rows.ts';

/** The usage of a subscription by service; services without usage are left out. */
export async function listUsage(
  { db }: Session,
  { account, number }: SubscriptionAddress,
): Promise<ServiceAmount[]> {
  const rows = await db
    .selectFrom('tierctl.subscription_usage')
    .select(['service', 'amount'])
    .where('account_id', '=', account)
    .where('subscription_number', '=', number)
    .where('amount', '>', 0)
    .execute();
  return rows.sort(byService);
}

/** Sets the usage of the named services and keeps the others. */
export async function saveUsage(
  session: Session,
  { account, number }: SubscriptionAddress,
  usage: readonly ServiceAmount[],
): Promise<void> {
  if (usage.length === 0) return;
  const { db, dialect } = session;
  const named = dialect.rowsFromJson(
    JSON.stringify(usage.map(({ service }) => ({ service }))),
    'named',
    columnTypes(dialect.types, 'tierctl.subscription_usage', ['service']),
  );
  await db
    .deleteFrom('tierctl.subscription_usage')
    .where('account_id', '=', account)
    .where('subscription_number', '=', number)
    .where('service', 'in', sql<string>`(select service from ${named})`)
    .execute();
  const rows = usage
    .filter(({ amount }) => amount > 0)
    .map(({ service, amount }) => ({ account_id: account, subscription_number: number, service, amount }));
  await insertRows(session, 'tierctl.subscription_usage', rows);
}
