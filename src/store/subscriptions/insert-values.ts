import type { Expression } from 'kysely';
import type { Session } from '../../database/session.ts';

/** Gives subscriptions the values of a query: account, subscription number, attribute, value. */
export async function insertSubscriptionValues({ db }: Session, values: Expression<unknown>): Promise<void> {
  await db
    .insertInto('tierctl.subscription_attribute')
    .columns(['account_id', 'subscription_number', 'attribute', 'value'])
    .expression(values)
    .execute();
}

/** Gives components the values of a query: account, subscription number, component number, attribute, value. */
export async function insertComponentValues({ db }: Session, values: Expression<unknown>): Promise<void> {
  await db
    .insertInto('tierctl.component_attribute')
    .columns(['account_id', 'subscription_number', 'component_number', 'attribute', 'value'])
    .expression(values)
    .execute();
}
