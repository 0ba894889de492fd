// The product instances inside a subscription to a package. Reads and writes one subscription at a time; the statements of
// a run are in transitions/.

import type { Session } from '../../database/session.ts';
import { collectBy } from '../../domain/collect-by.ts';
import type { AttributeValues } from '../../domain/items/item-attribute.ts';
import type { Component } from '../../domain/subscriptions/component.ts';
import type { SubscriptionAddress } from '../../domain/subscriptions/subscription-address.ts';
import { insertRows } from '../bulk-rows.ts';
import { itemReference } from '../items/item-reference.ts';

/** The components of a subscription by number, ended ones included, in two queries. */
export async function findComponents(session: Session, address: SubscriptionAddress): Promise<Component[]> {
  const { account, number } = address;
  const rows = await session.db
    .selectFrom('tierctl.component as c')
    .leftJoin('billing.item as i', 'i.id', 'c.item_id')
    .select([
      'c.component_number',
      'c.item_id',
      'i.article_number',
      'i.name',
      'c.status',
      'c.start_date',
      'c.end_date',
      'c.continues_number',
    ])
    .where('c.account_id', '=', account)
    .where('c.subscription_number', '=', number)
    .orderBy('c.component_number')
    .execute();
  if (rows.length === 0) return [];
  const values = await listValues(session, address);
  return rows.map((row) => ({
    number: row.component_number,
    item: itemReference(row.item_id, row.article_number, row.name),
    status: row.status,
    startDate: row.start_date,
    endDate: row.end_date,
    continues: row.continues_number,
    attributes: Object.fromEntries(values.get(row.component_number) ?? []),
  }));
}

export interface ComponentToInsert {
  readonly number: number;
  readonly item: { readonly id: string };
  readonly startDate: string;
  readonly attributes: AttributeValues;
}

/** Writes active components of one subscription with their values: always two statements. */
export async function insertComponents(
  session: Session,
  { account, number }: SubscriptionAddress,
  components: readonly ComponentToInsert[],
): Promise<void> {
  if (components.length === 0) return;
  const subscription = { account_id: account, subscription_number: number };
  await insertRows(
    session,
    'tierctl.component',
    components.map((component) => ({
      ...subscription,
      component_number: component.number,
      item_id: component.item.id,
      status: 'active',
      start_date: component.startDate,
    })),
  );
  await insertValues(session, { account, number }, components);
}

/** Ends one component: `endDate` is its last day. */
export async function endComponentRow(
  { db }: Session,
  { account, number }: SubscriptionAddress,
  component: number,
  endDate: string,
): Promise<void> {
  await db
    .updateTable('tierctl.component')
    .set({ status: 'ended', end_date: endDate })
    .where('account_id', '=', account)
    .where('subscription_number', '=', number)
    .where('component_number', '=', component)
    .execute();
}

/** Ends the active components of one subscription on `endDate`. */
export async function endActiveComponents(
  { db }: Session,
  { account, number }: SubscriptionAddress,
  endDate: string,
): Promise<void> {
  await db
    .updateTable('tierctl.component')
    .set({ status: 'ended', end_date: endDate })
    .where('account_id', '=', account)
    .where('subscription_number', '=', number)
    .where('status', '=', 'active')
    .execute();
}

/** Replaces all values of one component. */
export async function replaceComponentValues(
  session: Session,
  address: SubscriptionAddress,
  component: Pick<Component, 'number' | 'attributes'>,
): Promise<void> {
  await session.db
    .deleteFrom('tierctl.component_attribute')
    .where('account_id', '=', address.account)
    .where('subscription_number', '=', address.number)
    .where('component_number', '=', component.number)
    .execute();
  await insertValues(session, address, [component]);
}

async function insertValues(
  session: Session,
  { account, number }: SubscriptionAddress,
  components: readonly Pick<Component, 'number' | 'attributes'>[],
): Promise<void> {
  const rows = components.flatMap((component) =>
    Object.entries(component.attributes).map(([attribute, value]) => ({
      account_id: account,
      subscription_number: number,
      component_number: component.number,
      attribute,
      value,
    })),
  );
  await insertRows(session, 'tierctl.component_attribute', rows);
}

async function listValues(
  { db, dialect }: Session,
  { account, number }: SubscriptionAddress,
): Promise<Map<number, [attribute: string, value: string][]>> {
  const rows = await db
    .selectFrom('tierctl.component_attribute')
    .select(['component_number', 'attribute', 'value'])
    .where('account_id', '=', account)
    .where('subscription_number', '=', number)
    .orderBy('component_number')
    .orderBy(({ ref }) => dialect.byCodePoint(ref('attribute')))
    .execute();
  return collectBy(
    rows,
    ({ component_number }) => component_number,
    ({ attribute, value }): [string, string] => [attribute, value],
  );
}
