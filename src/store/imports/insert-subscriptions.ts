import { type RawBuilder, sql } from 'kysely';
import { columnTypes } from '../../database/columns.ts';
import type { Session } from '../../database/session.ts';
import { insertCollision } from '../insert-collision.ts';
import { stagedAttributes, stagedComponents } from './stage-subscriptions.ts';
import { type Staging, unstage } from './staging.ts';

const NUMBERED = 'tierctl_numbered';

/** An account that an import creates. */
export interface NewAccount {
  readonly id: string;
  /** An existing account whose id differs from it in letter case alone. */
  readonly similar: string | null;
}

export interface NewAccounts {
  readonly count: number;
  /** The first `listed`, those with a similar id first. */
  readonly first: readonly NewAccount[];
}

/** Creates missing accounts of new records, named as their ids. */
export async function insertNamedAccounts(
  { session: { db }, table }: Staging,
  listed: number,
): Promise<NewAccounts> {
  const missing = sql`
    from ${table} as s
    where s.problem is null and not exists (select 1 from tierctl.account as a where a.account_id = s.account)`;
  const { rows } = await sql<{
    count: number;
  }>`select count(distinct s.account) as "count" ${missing}`.execute(db);
  const count = rows[0]?.count ?? 0;
  if (count === 0) return { count, first: [] };
  const { rows: first } = await sql<NewAccount>`
    select m.account as "id", min(e.account_id) as "similar"
    from (select distinct s.account ${missing}) as m
    left join tierctl.account as e on lower(e.account_id) = lower(m.account)
    group by m.account
    order by case when min(e.account_id) is null then 1 else 0 end, m.account
    offset 0 rows fetch next ${sql.lit(listed)} rows only`.execute(db);
  await sql`insert into tierctl.account (account_id, name) select distinct s.account, s.account ${missing}`.execute(
    db,
  );
  return { count, first };
}

/**
 * Writes the records that are neither rejected nor existing as active subscriptions, with what they hold. A record keeps the
 * number from the file; the others continue from the highest number of their account, in the order of the file.
 * `components` says whether any record has components.
 */
export async function insertStagedSubscriptions(
  { session, table }: Staging,
  { components }: { readonly components: boolean },
): Promise<void> {
  const numbered = await numberSubscriptions(session, table);
  try {
    await sql`
      insert into tierctl.subscription
        (account_id, number, item_id, status, start_date, end_date, path_rule, path_id, apply_when, from_date, external_id)
      select n.account, n.number, n.item_id, 'active', n.start_date, n.end_date, n.path_rule, n.path_id, n.apply_when,
        n.from_date, n.external_id
      from ${numbered} as n`.execute(session.db);
  } catch (cause) {
    throw insertCollision(cause, 'another transaction added a subscription to one of the accounts');
  }
  await sql`
    insert into tierctl.subscription_attribute (account_id, subscription_number, attribute, value)
    select n.account, n.number, a.name, a.value
    from ${numbered} as n ${attributesIn(session, 'n.attributes')}`.execute(session.db);
  if (components) await insertComponents(session, numbered);
  await unstage({ session, table: numbered });
}

async function insertComponents(session: Session, numbered: RawBuilder<unknown>): Promise<void> {
  const { dialect, db } = session;
  const components = dialect.crossApply(stagedComponents(dialect, 'n.components', 'c'));
  await sql`
    insert into tierctl.component (account_id, subscription_number, component_number, item_id, status, start_date)
    select n.account, n.number, c.number, c.item_id, 'active', n.start_date
    from ${numbered} as n ${components} where n.components is not null`.execute(db);
  await sql`
    insert into tierctl.component_attribute (account_id, subscription_number, component_number, attribute, value)
    select n.account, n.number, c.number, a.name, a.value
    from ${numbered} as n ${components} ${attributesIn(session, 'c.attributes')}
    where n.components is not null`.execute(db);
}

/** The attributes in a staged column, as `a`. */
function attributesIn({ dialect }: Session, column: string): RawBuilder<unknown> {
  return dialect.crossApply(stagedAttributes(dialect, column, 'a'));
}

// A separate table: several statements need the numbers, and all of them are faster in key order. The highest number is
// looked up once per account, in the index. The subquery is grouped, because a planner may inline an ungrouped one and look
// it up once per row.
async function numberSubscriptions(
  { db, dialect }: Session,
  table: RawBuilder<unknown>,
): Promise<RawBuilder<unknown>> {
  const { longText } = dialect.types;
  const { account_id, status: _, ...columns } = columnTypes(dialect.types, 'tierctl.subscription');
  await dialect
    .createTemporaryTable(NUMBERED, {
      account: account_id,
      ...columns,
      attributes: longText,
      components: longText,
    })
    .execute(db);
  const numbered = sql.table(dialect.temporaryName(NUMBERED));
  const isNew = sql`problem is null and number is null`;
  await sql`
    insert into ${numbered}
      (account, number, item_id, start_date, end_date, path_rule, path_id, apply_when, from_date, external_id, attributes,
        components)
    select s.account,
      coalesce(s.wanted_number,
        case when coalesce(h.wanted, 0) > coalesce(h.highest, 0) then h.wanted else coalesce(h.highest, 0) end
          + row_number() over (
            partition by s.account, case when s.wanted_number is null then 0 else 1 end order by s.line)),
      s.item_id, s.start_date, s.end_date, s.path_rule, s.path_id, s.apply_when, s.from_date, s.external_id, s.attributes,
      s.components
    from ${table} as s
    join (
      select d.account, max(d.wanted_number) as wanted,
        (select max(x.number) from tierctl.subscription as x where x.account_id = d.account) as highest
      from ${table} as d where ${isNew}
      group by d.account
    ) as h on h.account = s.account
    where s.problem is null and s.number is null`.execute(db);
  return numbered;
}
