// Components that a person removed before they started. They are no longer part of their subscription; the record prevents
// that their numbers are used again. The components that a run takes away are in transitions/.
import { type RawBuilder, sql } from 'kysely';
import type { Session } from '../../database/session.ts';
import type { SubscriptionAddress } from '../../domain/subscriptions/subscription-address.ts';

/** Removes these components of one subscription: always four statements. */
export async function withdrawComponents(
  { db }: Session,
  { account, number }: SubscriptionAddress,
  components: readonly { readonly number: number }[],
): Promise<void> {
  if (components.length === 0) return;
  // Literals: a subscription may hold more of them than a server allows parameters.
  const which = sql<boolean>`account_id = ${account} and subscription_number = ${number}
    and component_number in (${sql.join(components.map((one) => sql.lit(one.number)))})`;
  const columns = sql`account_id, subscription_number, component_number`;
  const copy = (table: string, rest: RawBuilder<unknown>) => sql`
    insert into ${sql.table(`tierctl.former_${table}`)} (${columns}, ${rest})
    select ${columns}, ${rest} from ${sql.table(`tierctl.${table}`)} where ${which}`;
  await copy('component', sql`item_id, status, start_date, end_date, continues_number`).execute(db);
  await copy('component_attribute', sql`attribute, value`).execute(db);
  await sql`delete from tierctl.component_attribute where ${which}`.execute(db);
  await sql`delete from tierctl.component where ${which}`.execute(db);
}

/** The highest number of any removed component of the subscription; 0 for none. */
export async function lastFormerNumber(
  { db }: Session,
  { account, number }: SubscriptionAddress,
): Promise<number> {
  const { last } = await db
    .selectFrom('tierctl.former_component')
    .select(({ fn }) => fn.max('component_number').as('last'))
    .where('account_id', '=', account)
    .where('subscription_number', '=', number)
    .executeTakeFirstOrThrow();
  return last ?? 0;
}
