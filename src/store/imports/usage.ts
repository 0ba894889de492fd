import { sql } from 'kysely';
import type { LoadedRow } from '../../database/row-stream.ts';
import type { Session } from '../../database/session.ts';
import type { ImportedUsage } from '../../domain/imports/imported-usage.ts';
import { accountOf, reject, rejectUnknownAccounts, type Staging, stage } from './staging.ts';

/** In the order of the columns. */
export function stagedUsage({ account, externalId, number, service, amount }: ImportedUsage): LoadedRow {
  return [account, externalId, number, service, amount, null];
}

/** For a record that could not be read. */
export const NO_USAGE: LoadedRow = Array.from({ length: 6 }, () => null);

/**
 * Stages usage, marks what is known already, and claims the subscriptions whose usage changes before it asks whether they
 * are still active: usage never grows behind the check of a change that is under way.
 */
export async function stageUsage(
  session: Session,
  portions: AsyncIterable<readonly LoadedRow[]>,
): Promise<Staging> {
  const { accountId, bigint, integer, text } = session.dialect.types;
  const staging = await stage(
    session,
    {
      account: accountId,
      external_id: text(100),
      usage_of: integer,
      used_service: text(100),
      used_amount: bigint,
      known: integer,
    },
    portions,
  );
  await rejectUnknownAccounts(staging);
  await resolveExternalIds(staging);
  await rejectRepeated(staging);
  await recogniseUsage(staging);
  await claimSubscriptions(staging);
  await rejectSubscriptions(staging);
  return staging;
}

/** Writes what is neither rejected nor known already; an amount of 0 takes a service away. */
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

async function rejectRepeated(staging: Staging): Promise<void> {
  await reject(staging, {
    code: 'usage-repeated',
    problem: sql`concat('"', s.used_service, '" of ', ${accountOf(staging)}, '/', s.usage_of, ' is that of line ', d.first_line, ' already')`,
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
    problem: sql`concat(${accountOf(staging)}, '/', s.usage_of, ' has ended')`,
    from: sql`tierctl.subscription as t`,
    where: sql`s.known is null and t.account_id = s.account and t.number = s.usage_of and t.status = 'ended'`,
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
