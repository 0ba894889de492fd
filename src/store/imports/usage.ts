import { sql } from 'kysely';
import { columnTypes } from '../../database/columns.ts';
import type { LoadedRow } from '../../database/row-stream.ts';
import type { Session } from '../../database/session.ts';
import type { ImportedUsage } from '../../domain/imports/imported-usage.ts';
import { formatSubscriptionAddress } from '../../domain/subscriptions/subscription-address.ts';
import { lastOfChain } from '../subscriptions/chains.ts';
import { accountOf, reject, rejectUnknownAccounts, type Staging, stage } from './staging.ts';

/** In the order of the columns. */
export function stagedUsage({ account, externalId, number, service, amount }: ImportedUsage): LoadedRow {
  return [account, externalId, number, service, amount, null, null];
}

/** For a record that could not be read. */
export const NO_USAGE: LoadedRow = Array.from({ length: 7 }, () => null);

/**
 * Stages usage, marks unchanged records, and claims the subscriptions whose usage changes before it checks whether they
 * are still active, so that usage cannot grow after a concurrent change has checked it.
 */
export async function stageUsage(
  session: Session,
  portions: AsyncIterable<readonly LoadedRow[]>,
): Promise<Staging> {
  const { types } = session.dialect;
  const subscription = columnTypes(types, 'tierctl.subscription');
  const usage = columnTypes(types, 'tierctl.subscription_usage');
  const staging = await stage(
    session,
    {
      account: subscription.account_id,
      external_id: subscription.external_id,
      usage_of: subscription.number,
      used_service: usage.service,
      used_amount: usage.amount,
      known: types.integer,
      // The number of the subscription with the external id, if a successor replaced it.
      replaced: subscription.number,
    },
    portions,
  );
  await rejectUnknownAccounts(staging);
  await resolveExternalIds(staging);
  await followChains(staging);
  await rejectRepeated(staging);
  await recogniseUsage(staging);
  await claimSubscriptions(staging);
  await rejectSubscriptions(staging);
  return staging;
}

/** Writes the records that are neither rejected nor unchanged; an amount of 0 removes a service. */
export async function writeStagedUsage({ session: { db }, table }: Staging): Promise<void> {
  const isNew = sql`s.problem is null and s.known is null`;
  await sql`
    delete from tierctl.subscription_usage
    where exists (
      select 1 from ${table} as s
      where s.account = account_id and s.usage_of = subscription_number and s.used_service = service
        and ${isNew})`.execute(db);
  await sql`
    insert into tierctl.subscription_usage (account_id, subscription_number, service, amount)
    select s.account, s.usage_of, s.used_service, s.used_amount
    from ${table} as s where s.used_amount > 0 and ${isNew}`.execute(db);
}

async function resolveExternalIds(staging: Staging): Promise<void> {
  const { session, name } = staging;
  await session.dialect
    .updateFrom({
      target: name,
      alias: 's',
      set: { usage_of: sql`x.number` },
      from: sql`tierctl.subscription as x`,
      where: sql`s.problem is null and s.usage_of is null
        and x.account_id = s.account
        and ${session.dialect.exact(sql.ref('x.external_id'))} = ${session.dialect.exact(sql.ref('s.external_id'))}`,
    })
    .execute(session.db);
  await reject(staging, {
    code: 'subscription-not-found',
    problem: sql`concat('no subscription of ', ${accountOf(staging)}, ' has the external id "', s.external_id, '"')`,
    from: sql`(select 1 as one) as d`,
    where: sql`s.usage_of is null`,
  });
}

/** A record with the external id of a replaced subscription applies to its latest successor. */
async function followChains({ session, table, name }: Staging): Promise<void> {
  await session.dialect
    .updateFrom({
      target: name,
      alias: 's',
      set: { replaced: sql`s.usage_of`, usage_of: sql`chain.latest` },
      from: sql`(
        select x.account_id, x.number, ${lastOfChain} as latest
        from tierctl.subscription as x
        where x.status = 'ended' and exists (
          select 1 from ${table} as d
          where d.account = x.account_id and d.usage_of = x.number and d.external_id is not null)) as chain`,
      where: sql`s.problem is null and s.external_id is not null and chain.account_id = s.account
        and chain.number = s.usage_of and chain.latest is not null`,
    })
    .execute(session.db);
}

/** External ids that led to a successor, and the number of their records. */
export interface FollowedIds {
  /** The number of records. */
  readonly total: number;
  /** The first of them, one per subscription, by line. */
  readonly subscriptions: readonly FollowedId[];
  /** Whether there are more than these. */
  readonly more: boolean;
}

export interface FollowedId {
  readonly externalId: string;
  /** `ACCOUNT/NUMBER` of the subscription that has the id, and of the successor that it led to. */
  readonly from: string;
  readonly to: string;
}

/** Counts the records that were followed to a successor, and returns the first `limit`. */
export async function listFollowed({ session: { db }, table }: Staging, limit: number): Promise<FollowedIds> {
  const followed = sql`from ${table} as s where s.problem is null and s.replaced is not null`;
  const { rows: counts } = await sql<{ total: number }>`select count(*) as total ${followed}`.execute(db);
  const total = counts[0]?.total ?? 0;
  if (total === 0) return { total, subscriptions: [], more: false };
  const { rows } = await sql<{ account: string; external_id: string; replaced: number; usage_of: number }>`
    select s.account, s.external_id, s.replaced, s.usage_of, min(s.line) as first_line ${followed}
    group by s.account, s.external_id, s.replaced, s.usage_of
    order by min(s.line) offset 0 rows fetch next ${sql.lit(limit + 1)} rows only`.execute(db);
  const subscriptions = rows.slice(0, limit).map(({ account, external_id, replaced, usage_of }) => ({
    externalId: external_id,
    from: formatSubscriptionAddress({ account, number: replaced }),
    to: formatSubscriptionAddress({ account, number: usage_of }),
  }));
  return { total, subscriptions, more: rows.length > limit };
}

async function rejectRepeated(staging: Staging): Promise<void> {
  await reject(staging, {
    code: 'usage-repeated',
    problem: sql`concat('"', s.used_service, '" of ', ${accountOf(staging)}, '/', s.usage_of, ' is already used in line ', d.first_line)`,
    from: sql`(
      select account, usage_of, used_service, min(line) as first_line from ${staging.table}
      where problem is null group by account, usage_of, used_service having count(*) > 1) as d`,
    where: sql`d.account = s.account and d.usage_of = s.usage_of and d.used_service = s.used_service
      and s.line > d.first_line`,
  });
}

async function recogniseUsage({ session, table, name }: Staging): Promise<void> {
  await session.dialect
    .updateFrom({
      target: name,
      alias: 's',
      set: { known: sql`1` },
      from: sql`(
        select x.line from ${table} as x
        join tierctl.subscription as t on t.account_id = x.account and t.number = x.usage_of
        left join tierctl.subscription_usage as u
          on u.account_id = x.account and u.subscription_number = x.usage_of and u.service = x.used_service
        where x.problem is null and coalesce(u.amount, 0) = x.used_amount) as k`,
      where: sql`k.line = s.line`,
    })
    .execute(session.db);
}

async function claimSubscriptions({ session, table }: Staging): Promise<void> {
  await session.dialect
    .updateFrom({
      target: 'tierctl.subscription',
      alias: 't',
      set: { revision: sql`t.revision + 1` },
      from: sql`(
        select distinct account, usage_of from ${table} where problem is null and known is null) as d`,
      where: sql`d.account = t.account_id and d.usage_of = t.number and t.status = 'active'`,
    })
    .execute(session.db);
}

async function rejectSubscriptions(staging: Staging): Promise<void> {
  await reject(staging, {
    code: 'subscription-ended',
    problem: sql`concat(${accountOf(staging)}, '/', s.usage_of, ' has ended',
      case when t.latest is not null then concat('; ', ${accountOf(staging)}, '/', t.latest, ' has replaced it') end)`,
    from: sql`(
      select x.account_id, x.number, ${lastOfChain} as latest
      from tierctl.subscription as x
      where x.status = 'ended' and exists (
        select 1 from ${staging.table} as d
        where d.problem is null and d.known is null and d.account = x.account_id and d.usage_of = x.number)) as t`,
    where: sql`s.known is null and t.account_id = s.account and t.number = s.usage_of`,
  });
  await reject(staging, {
    code: 'subscription-not-found',
    problem: sql`concat('no subscription "', ${accountOf(staging)}, '/', s.usage_of, '"')`,
    from: sql`(
      select x.line from ${staging.table} as x
      where x.problem is null and not exists (
        select 1 from tierctl.subscription as t where t.account_id = x.account and t.number = x.usage_of)) as d`,
    where: sql`d.line = s.line`,
  });
}
