// Components that a person removed before they started. They are no longer part of their subscription; the record prevents
// that their numbers are used again. The components that a run takes away are in transitions/.
import { expressionBuilder, sql } from 'kysely';
import type { Session } from '../../database/session.ts';
import type { Tables } from '../../database/tables.ts';
import type { SubscriptionAddress } from '../../domain/subscriptions/subscription-address.ts';

/** Removes these components of one subscription: always four statements. */
export async function withdrawComponents(
  { db }: Session,
  { account, number }: SubscriptionAddress,
  components: readonly { readonly number: number }[],
): Promise<void> {
  if (components.length === 0) return;
  const key = ['account_id', 'subscription_number', 'component_number'] as const;
  const { eb, and } = expressionBuilder<Tables, 'tierctl.component' | 'tierctl.component_attribute'>();
  // Literals: a subscription may hold more of them than a server allows parameters.
  const numbers = sql<number>`(${sql.join(components.map((one) => sql.lit(one.number)))})`;
  const which = and([
    eb('account_id', '=', account),
    eb('subscription_number', '=', number),
    eb('component_number', 'in', numbers),
  ]);
  const rest = ['item_id', 'status', 'start_date', 'end_date', 'continues_number'] as const;
  await db
    .insertInto('tierctl.former_component')
    .columns([...key, ...rest])
    .expression(
      db
        .selectFrom('tierctl.component')
        .select([...key, ...rest])
        .where(which),
    )
    .execute();
  await db
    .insertInto('tierctl.former_component_attribute')
    .columns([...key, 'attribute', 'value'])
    .expression(
      db
        .selectFrom('tierctl.component_attribute')
        .select([...key, 'attribute', 'value'])
        .where(which),
    )
    .execute();
  await db.deleteFrom('tierctl.component_attribute').where(which).execute();
  await db.deleteFrom('tierctl.component').where(which).execute();
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
