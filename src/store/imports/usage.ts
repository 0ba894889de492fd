import { type NotNull, sql } from 'kysely';
import { columnTypes } from '../../database/columns.ts';
import type { LoadedRow } from '../../database/row-stream.ts';
import type { Session } from '../../database/session.ts';
import type { ImportedUsage } from '../../domain/imports/imported-usage.ts';
import { formatSubscriptionAddress } from '../../domain/subscriptions/subscription-address.ts';
import { ANY_ROW } from '../any-row.ts';
import { takePage } from '../page.ts';
import { lastOfChain } from '../subscriptions/chains.ts';
import {
  accountOf,
  type OwnColumn,
  reject,
  rejectUnknownAccounts,
  type StagedRow,
  type Staging,
  stage,
  updateStaged,
} from './staging.ts';

interface StagedUsage extends StagedRow {
  external_id: string | null;
  usage_of: number | null;
  used_service: string | null;
  used_amount: number | null;
  known: number | null;
  replaced: number | null;
}

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
    } satisfies Record<OwnColumn<StagedUsage>, string>,
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
export async function writeStagedUsage(staging: Staging): Promise<void> {
  const { db } = staging.session;
  const isNew = stagedOf(staging).where('s.problem', 'is', null).where('s.known', 'is', null);
  await db
    .deleteFrom('tierctl.subscription_usage')
    .where(({ exists, ref }) =>
      exists(
        isNew
          .select(ANY_ROW)
          .where('s.account', '=', ref('tierctl.subscription_usage.account_id'))
          .where('s.usage_of', '=', ref('tierctl.subscription_usage.subscription_number'))
          .where('s.used_service', '=', ref('tierctl.subscription_usage.service')),
      ),
    )
    .execute();
  await db
    .insertInto('tierctl.subscription_usage')
    .columns(['account_id', 'subscription_number', 'service', 'amount'])
    .expression(
      isNew
        .select(['s.account', 's.usage_of', 's.used_service', 's.used_amount'])
        .where('s.used_amount', '>', sql.lit(0)),
    )
    .execute();
}

function stagedOf({ session: { db }, name }: Staging) {
  return db.selectFrom(sql<StagedUsage>`${sql.table(name)}`.as('s'));
}

async function resolveExternalIds(staging: Staging): Promise<void> {
  const { exact } = staging.session.dialect;
  await updateStaged(staging, {
    set: { usage_of: sql`x.number` },
    from: sql`tierctl.subscription as x`,
    where: sql`s.problem is null and s.usage_of is null
      and x.account_id = s.account
      and ${exact(sql.ref('x.external_id'))} = ${exact(sql.ref('s.external_id'))}`,
  });
  await reject(staging, {
    code: 'subscription-not-found',
    problem: sql`concat('no subscription of ', ${accountOf(staging)}, ' has the external id "', s.external_id, '"')`,
    from: sql`(select 1 as one) as d`,
    where: sql`s.usage_of is null`,
  });
}

/** A record with the external id of a replaced subscription applies to its latest successor. */
async function followChains(staging: Staging): Promise<void> {
  await updateStaged(staging, {
    set: { replaced: sql`s.usage_of`, usage_of: sql`chain.latest` },
    from: sql`(
      select x.account_id, x.number, ${lastOfChain} as latest
      from tierctl.subscription as x
      where x.status = 'ended' and exists (
        select 1 from ${staging.table} as d
        where d.account = x.account_id and d.usage_of = x.number and d.external_id is not null)) as chain`,
    where: sql`s.problem is null and s.external_id is not null and chain.account_id = s.account
      and chain.number = s.usage_of and chain.latest is not null`,
  });
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
export async function listFollowed(staging: Staging, limit: number): Promise<FollowedIds> {
  const followed = stagedOf(staging).where('s.problem', 'is', null).where('s.replaced', 'is not', null);
  const { total } = await followed
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  if (total === 0) return { total, subscriptions: [], more: false };
  const key = ['s.account', 's.external_id', 's.replaced', 's.usage_of'] as const;
  const { rows, more } = await takePage(
    followed
      .select(key)
      .select(({ fn }) => fn.min('s.line').as('first_line'))
      .groupBy(key)
      .orderBy(({ fn }) => fn.min('s.line'))
      .$narrowType<{ account: NotNull; external_id: NotNull; replaced: NotNull; usage_of: NotNull }>(),
    limit,
  );
  const subscriptions = rows.map(({ account, external_id, replaced, usage_of }) => ({
    externalId: external_id,
    from: formatSubscriptionAddress({ account, number: replaced }),
    to: formatSubscriptionAddress({ account, number: usage_of }),
  }));
  return { total, subscriptions, more };
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

async function recogniseUsage(staging: Staging): Promise<void> {
  await updateStaged(staging, {
    set: { known: sql`1` },
    from: sql`(
      select x.line from ${staging.table} as x
      join tierctl.subscription as t on t.account_id = x.account and t.number = x.usage_of
      left join tierctl.subscription_usage as u
        on u.account_id = x.account and u.subscription_number = x.usage_of and u.service = x.used_service
      where x.problem is null and coalesce(u.amount, 0) = x.used_amount) as k`,
    where: sql`k.line = s.line`,
  });
}

async function claimSubscriptions(staging: Staging): Promise<void> {
  const changing = stagedOf(staging)
    .distinct()
    .select(['s.account', 's.usage_of'])
    .where('s.problem', 'is', null)
    .where('s.known', 'is', null);
  await staging.session.db
    .updateTable('tierctl.subscription as t')
    .from(changing.as('d'))
    .set({ revision: ({ eb, lit }) => eb('t.revision', '+', lit(1)) })
    .whereRef('d.account', '=', 't.account_id')
    .whereRef('d.usage_of', '=', 't.number')
    .where('t.status', '=', sql.lit('active'))
    .execute();
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
