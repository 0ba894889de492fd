import { type NotNull, sql } from 'kysely';
import type { Session } from '../../database/session.ts';
import { calledSo, spellingsOf } from '../../domain/name-rule.ts';
import { notFound } from '../../domain/not-found.ts';
import { subscriptionEnded } from '../../domain/subscriptions/problems.ts';
import type {
  ExternalIdOf,
  FollowedPath,
  Subscription,
  SubscriptionStatus,
} from '../../domain/subscriptions/subscription.ts';
import {
  formatSubscriptionAddress,
  type SubscriptionAddress,
} from '../../domain/subscriptions/subscription-address.ts';
import { itemReference } from '../items/item-reference.ts';
import { inOrder, type Key, streamRows } from '../keyset.ts';
import { mapPage, type Page, takePage } from '../page.ts';
import { applicablePath } from '../paths/applicable-path.ts';
import { lastOfChain } from './chains.ts';

export interface SubscriptionFilter {
  readonly account?: string | undefined;
  readonly itemId?: string | undefined;
  readonly status?: SubscriptionStatus | undefined;
  /** Only subscriptions that are due before this day. */
  readonly dueBefore?: string | undefined;
}

/** The first `limit` subscriptions, by account and number; by due date first if the filter asks for it. */
export async function subscriptionPage(
  session: Session,
  filter: SubscriptionFilter,
  limit: number,
): Promise<Page<Subscription>> {
  const { query, key } = selectFiltered(session, filter);
  return mapPage(await takePage(inOrder(query, key), limit), toSubscription);
}

/** All of them in that order, in pages. */
export async function* subscriptionPages(
  session: Session,
  filter: SubscriptionFilter,
): AsyncGenerator<Subscription[]> {
  const { query, key } = selectFiltered(session, filter);
  for await (const rows of streamRows(query, key)) yield rows.map(toSubscription);
}

function selectFiltered(session: Session, filter: SubscriptionFilter) {
  let subscriptions = selectSubscriptions(session);
  if (filter.account !== undefined) subscriptions = subscriptions.where('s.account_id', '=', filter.account);
  if (filter.itemId !== undefined) subscriptions = subscriptions.where('s.item_id', '=', filter.itemId);
  // A literal, not a parameter: otherwise the indexes over active subscriptions cannot be used.
  if (filter.status !== undefined)
    subscriptions = subscriptions.where('s.status', '=', sql.lit(filter.status));
  if (filter.dueBefore !== undefined) subscriptions = subscriptions.where('s.due_on', '<', filter.dueBefore);
  const key: Key<SubscriptionRow> = [
    ...(filter.dueBefore === undefined ? [] : [{ column: 's.due_on', member: 'due_on' } as const]),
    { column: 's.account_id', member: 'account_id' },
    { column: 's.number', member: 'number' },
  ];
  return { query: subscriptions, key };
}

export async function findSubscription(
  session: Session,
  { account, number }: SubscriptionAddress,
): Promise<Subscription | undefined> {
  const row = await selectSubscriptions(session)
    .where('s.account_id', '=', account)
    .where('s.number', '=', number)
    .executeTakeFirst();
  return row === undefined ? undefined : toSubscription(row);
}

/** Like findSubscription, but throws `not-found`. */
export async function requireSubscription(
  session: Session,
  address: SubscriptionAddress,
): Promise<Subscription> {
  const subscription = await findSubscription(session, address);
  if (subscription === undefined) throw notFound('subscription', formatSubscriptionAddress(address), []);
  return subscription;
}

/** The subscription of that external id, case-sensitive, in any composition. */
export async function findByExternalId(
  session: Session,
  account: string,
  externalId: string,
): Promise<Subscription | undefined> {
  const similar = await selectSubscriptions(session)
    .where('s.account_id', '=', account)
    .where('s.external_id', 'in', spellingsOf(externalId))
    .execute();
  const [row] = calledSo(similar, externalId, (one) => one.external_id);
  return row === undefined ? undefined : toSubscription(row);
}

/** The successor of the subscription at `address`, if there is one. */
export async function findSuccessor(
  session: Session,
  { account, number }: SubscriptionAddress,
): Promise<Subscription | undefined> {
  const row = await selectSubscriptions(session)
    .where('s.account_id', '=', account)
    .where('s.replaces_number', '=', number)
    .executeTakeFirst();
  return row === undefined ? undefined : toSubscription(row);
}

/** The latest successor in the chain of the subscription at `address`, if there is one. */
export async function findLatest(
  session: Session,
  { account, number }: SubscriptionAddress,
): Promise<Subscription | undefined> {
  const row = await selectSubscriptions(session)
    .where('s.account_id', '=', account)
    .where(({ eb, selectFrom }) =>
      eb(
        's.number',
        '=',
        selectFrom('tierctl.subscription as x')
          .select(sql<number | null>`${lastOfChain}`.as('latest'))
          .where('x.account_id', '=', account)
          .where('x.number', '=', number),
      ),
    )
    .executeTakeFirst();
  return row === undefined ? undefined : toSubscription(row);
}

/** The external ids of the subscription at `address` and of its predecessors, the latest first. */
export async function listExternalIds(
  { db }: Session,
  { account, number }: SubscriptionAddress,
): Promise<ExternalIdOf[]> {
  const rows = await db
    .selectFrom('tierctl.subscription as x')
    .innerJoin('tierctl.subscription as s', (join) =>
      join
        .onRef('s.account_id', '=', 'x.account_id')
        .on(({ eb, fn }) =>
          eb(fn.coalesce('s.first_number', 's.number'), '=', fn.coalesce('x.first_number', 'x.number')),
        ),
    )
    .select(['x.number', 'x.external_id'])
    .where('s.account_id', '=', account)
    .where('s.number', '=', number)
    .whereRef('x.number', '<=', 's.number')
    .where('x.external_id', 'is not', null)
    .orderBy('x.number', 'desc')
    .$narrowType<{ external_id: NotNull }>()
    .execute();
  return rows.map((row) => ({
    externalId: row.external_id,
    subscription: formatSubscriptionAddress({ account, number: row.number }),
  }));
}

/**
 * Claims an active subscription until the end of this transaction, and increments its revision for the change to it or to
 * what it holds. An update, because not every engine respects a lock hint. Throws `refused` (`subscription-ended`) if it is
 * no longer active.
 */
export async function claimSubscription(
  session: Session,
  { account, number }: SubscriptionAddress,
): Promise<void> {
  const { numUpdatedRows } = await session.db
    .updateTable('tierctl.subscription')
    .set({ revision: ({ eb }) => eb('revision', '+', 1) })
    .where('account_id', '=', account)
    .where('number', '=', number)
    .where('status', '=', 'active')
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) return;
  const address = formatSubscriptionAddress({ account, number });
  const latest = await findLatest(session, { account, number });
  throw subscriptionEnded(address, latest?.address ?? null);
}

interface SubscriptionRow {
  readonly account_id: string;
  readonly number: number;
  readonly item_id: string;
  readonly article_number: string | null;
  readonly item_name: string | null;
  readonly status: SubscriptionStatus;
  readonly start_date: string;
  readonly end_date: string | null;
  readonly path_rule: FollowedPath['rule'];
  readonly path_name: string | null;
  readonly apply_when: Subscription['apply'];
  readonly from_date: string | null;
  readonly change_item_id: string | null;
  readonly change_article_number: string | null;
  readonly change_item_name: string | null;
  readonly change_on: string | null;
  readonly change_keeps_end: boolean | null;
  readonly due_on: string | null;
  readonly replaces_number: number | null;
  readonly external_id: string | null;
}

function selectSubscriptions({ db }: Session) {
  return db
    .selectFrom('tierctl.subscription as s')
    .innerJoin('tierctl.item_profile as source', 'source.item_id', 's.item_id')
    .leftJoin('billing.item as i', 'i.id', 's.item_id')
    .leftJoin('billing.item as ci', 'ci.id', 's.change_item_id')
    .leftJoin('tierctl.path as p', (join) => join.on('p.id', '=', applicablePath))
    .select([
      's.account_id',
      's.number',
      's.item_id',
      'i.article_number',
      'i.name as item_name',
      's.status',
      's.start_date',
      's.end_date',
      's.path_rule',
      'p.name as path_name',
      's.apply_when',
      's.from_date',
      's.change_item_id',
      'ci.article_number as change_article_number',
      'ci.name as change_item_name',
      's.change_on',
      's.change_keeps_end',
      's.due_on',
      's.replaces_number',
      's.external_id',
    ]);
}

function toSubscription(row: SubscriptionRow): Subscription {
  const address = { account: row.account_id, number: row.number };
  return {
    ...address,
    address: formatSubscriptionAddress(address),
    item: itemReference(row.item_id, row.article_number, row.item_name),
    status: row.status,
    startDate: row.start_date,
    endDate: row.end_date,
    path: { rule: row.path_rule, name: row.path_name },
    apply: row.apply_when,
    fromDate: row.from_date,
    change:
      row.change_item_id === null || row.change_on === null
        ? null
        : {
            item: itemReference(row.change_item_id, row.change_article_number, row.change_item_name),
            on: row.change_on,
            keepsEnd: row.change_keeps_end !== false,
          },
    dueOn: row.due_on,
    replaces: row.replaces_number,
    externalId: row.external_id,
  };
}
