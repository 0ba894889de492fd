// The policy `extend`: the successors over the limit, and the extensions that are added to them.

import { sql } from 'kysely';
import { columnTypes } from '../../../database/columns.ts';
import type { Session } from '../../../database/session.ts';
import type { ServiceAmount } from '../../../domain/items/service.ts';
import { type BatchRange, inRange, type RunHop, type SingleSubscription } from './scope.ts';

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
  { db, dialect }: Session,
  range: BatchRange,
  { run, hop }: RunHop,
): Promise<SuccessorOverLimit[]> {
  // The rest may exceed a bigint, and a server may cast before it filters.
  const { rows } = await sql<Row>`
    select arrived.account_id as account, arrived.to_number as number, arrived.to_item_id as ${sql.ref('itemId')},
      arrived.service, cast(case when arrived.short > 0 then arrived.short end as ${sql.raw(dialect.types.bigint)}) as short,
      e.extension_item_id as ${sql.ref('extensionId')}, e.quantity
    from (
      select t.account_id, t.to_number, t.to_item_id, u.service, u.amount - coalesce((
          select l.amount from tierctl.service_limit as l
          where l.item_id = t.to_item_id and l.service = u.service), 0) - coalesce((
          select sum(cast(l.amount as decimal(38, 0)) * held.quantity)
          from tierctl.subscription_extension as held
          join tierctl.service_limit as l on l.item_id = held.extension_item_id and l.service = u.service
          where held.account_id = t.account_id and held.subscription_number = t.to_number), 0) as short
      from tierctl.transition as t
      join tierctl.path as p on p.id = t.path_id and p.over_limit_policy = 'extend'
      join tierctl.subscription_usage as u on u.account_id = t.account_id and u.subscription_number = t.to_number
      where t.run_id = ${run} and t.hop = ${hop} and ${inRange(range, 't.account_id', 't.from_number')}
    ) as arrived
    left join tierctl.subscription_extension as e on e.account_id = arrived.account_id
      and e.subscription_number = arrived.to_number
    where arrived.short > 0`.execute(db);
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

/** Adds extensions to what subscriptions have: always two statements. */
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
