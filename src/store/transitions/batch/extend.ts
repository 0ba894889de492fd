// The policy `extend`: the successors over the limit, and the extensions that are added to them.

import { expressionBuilder, sql } from 'kysely';
import { columnTypes } from '../../../database/columns.ts';
import type { Session } from '../../../database/session.ts';
import type { SubscriptionExtensionTable, Tables } from '../../../database/tables.ts';
import type { ServiceAmount } from '../../../domain/items/service.ts';
import { allOf } from '../../all-of.ts';
import { ANY_ROW } from '../../any-row.ts';
import { type BatchRange, type RunHop, type SingleSubscription, transitionsOf } from './scope.ts';

/** A successor over the limit, by ids. */
export interface SuccessorOverLimit extends SingleSubscription {
  readonly itemId: string;
  /** The usage over the limits, with the carried over extensions counted. */
  readonly short: readonly ServiceAmount[];
  readonly held: readonly HeldExtension[];
}

export interface HeldExtension {
  readonly extensionId: string;
  readonly quantity: number;
}

interface Row extends SingleSubscription {
  readonly itemId: string;
  readonly service: string;
  readonly short: number;
  readonly extensionId: string | null;
  readonly quantity: number | null;
}

/** The successors of this hop in `range` that moved through a path with the policy `extend` and are over the limit. */
export async function listSuccessorsOverLimit(
  session: Session,
  range: BatchRange,
  hop: RunHop,
): Promise<SuccessorOverLimit[]> {
  const { db, dialect } = session;
  const arrived = transitionsOf(session, range, hop)
    .innerJoin('tierctl.path as p', (join) =>
      join.onRef('p.id', '=', 't.path_id').on('p.over_limit_policy', '=', sql.lit('extend')),
    )
    .innerJoin('tierctl.subscription_usage as u', (join) =>
      join.onRef('u.account_id', '=', 't.account_id').onRef('u.subscription_number', '=', 't.to_number'),
    )
    .select(({ eb, lit, selectFrom }) => {
      const ofTheItem = selectFrom('tierctl.service_limit as l')
        .select('l.amount')
        .whereRef('l.item_id', '=', 't.to_item_id')
        .whereRef('l.service', '=', 'u.service');
      const ofExtensions = selectFrom('tierctl.subscription_extension as held')
        .innerJoin('tierctl.service_limit as l', (join) =>
          join.onRef('l.item_id', '=', 'held.extension_item_id').onRef('l.service', '=', 'u.service'),
        )
        .select((inner) =>
          inner.fn
            .sum<number>(
              inner(inner.cast<number>('l.amount', 'decimal(38, 0)'), '*', inner.ref('held.quantity')),
            )
            .as('amount'),
        )
        .whereRef('held.account_id', '=', 't.account_id')
        .whereRef('held.subscription_number', '=', 't.to_number');
      return [
        't.account_id',
        't.to_number',
        't.to_item_id',
        'u.service',
        eb(
          eb('u.amount', '-', dialect.ifNull(ofTheItem.$asScalar(), lit(0))),
          '-',
          dialect.ifNull(ofExtensions.$asScalar(), lit(0)),
        ).as('short'),
      ];
    });
  const rows = await db
    .selectFrom(arrived.as('arrived'))
    .leftJoin('tierctl.subscription_extension as e', (join) =>
      join
        .onRef('e.account_id', '=', 'arrived.account_id')
        .onRef('e.subscription_number', '=', 'arrived.to_number'),
    )
    .where('arrived.short', '>', sql.lit(0))
    .select(({ eb, ref, lit }) => [
      'arrived.account_id as account',
      'arrived.to_number as number',
      'arrived.to_item_id as itemId',
      'arrived.service',
      // The rest may exceed a bigint, and a server may cast before it filters.
      eb
        .cast<number>(
          eb.case().when('arrived.short', '>', lit(0)).then(ref('arrived.short')).end(),
          sql.raw(dialect.types.bigint),
        )
        .as('short'),
      'e.extension_item_id as extensionId',
      'e.quantity',
    ])
    .execute();
  return gathered(rows);
}

/** One entry per successor: the rows combine each of its services with each of its extensions. */
function gathered(rows: readonly Row[]): SuccessorOverLimit[] {
  const found = new Map<string, { first: Row; short: Map<string, number>; held: Map<string, number> }>();
  for (const row of rows) {
    const key = `${row.account}/${row.number}`;
    const one = found.get(key) ?? { first: row, short: new Map(), held: new Map() };
    one.short.set(row.service, row.short);
    if (row.extensionId !== null) one.held.set(row.extensionId, row.quantity ?? 0);
    found.set(key, one);
  }
  return [...found.values()].map(({ first: { account, number, itemId }, short, held }) => ({
    account,
    number,
    itemId,
    short: [...short].map(([service, amount]) => ({ service, amount })),
    held: [...held].map(([extensionId, quantity]) => ({ extensionId, quantity })),
  }));
}

/** A number of units of an extension to add to a subscription. */
export interface AddedExtension extends SingleSubscription, HeldExtension {}

/** Adds extensions to what subscriptions have: always two statements. Raw where they read rows from JSON. */
export async function addExtensions(
  { db, dialect }: Session,
  added: readonly AddedExtension[],
): Promise<void> {
  const json = JSON.stringify(
    added.map(({ account, number, extensionId, quantity }) => ({
      account_id: account,
      subscription_number: number,
      extension_item_id: extensionId,
      quantity,
    })),
  );
  const columns = columnTypes(dialect.types, 'tierctl.subscription_extension');
  const rows = dialect.rowsFromJson(json, 'added', columns);
  const { eb, exists, not, ref, selectFrom } = expressionBuilder<
    Tables & { e: SubscriptionExtensionTable; added: SubscriptionExtensionTable },
    'e' | 'added'
  >();
  const same = allOf([
    eb('e.account_id', '=', ref('added.account_id')),
    eb('e.subscription_number', '=', ref('added.subscription_number')),
    eb('e.extension_item_id', '=', ref('added.extension_item_id')),
  ]);
  await dialect
    .updateFrom({
      target: 'tierctl.subscription_extension',
      alias: 'e',
      set: { quantity: sql`${eb('e.quantity', '+', ref('added.quantity'))}` },
      from: rows,
      where: same,
    })
    .execute(db);
  const isThere = selectFrom('tierctl.subscription_extension as e').select(ANY_ROW).where(same);
  const list = [
    ref('added.account_id'),
    ref('added.subscription_number'),
    ref('added.extension_item_id'),
    ref('added.quantity'),
  ];
  await db
    .insertInto('tierctl.subscription_extension')
    .columns(['account_id', 'subscription_number', 'extension_item_id', 'quantity'])
    .expression(sql`select ${sql.join(list)} from ${rows} where ${not(exists(isThere))}`)
    .execute();
}
