// A component lies within its subscription, and what is over has a last day. Rows that break this are put right where their
// meaning is certain, and named where it is not. From then on the tables hold what a table alone can hold.
import { type RawBuilder, sql } from 'kysely';
import type { Migration } from '../src/database/migration.ts';
import type { Session } from '../src/database/session.ts';

const SUBSCRIPTION_CHECKS = {
  subscription_over_has_end: sql`status = 'active' or end_date is not null`,
  subscription_active_unclaimed: sql`status = 'ended' or (ended_run is null and ended_hop is null
    and ended_path_id is null and previous_end_date is null)`,
  subscription_previous_end: sql`previous_end_date >= start_date`,
  // What a person ordered goes before any path, so a path is never scheduled to go before it.
  subscription_change_goes_first: sql`status = 'ended' or change_on is null or from_date is null
    or change_on <= from_date`,
  subscription_first_of_chain: sql`first_number <= replaces_number`,
};

const COMPONENT_CHECKS = {
  component_over_has_end: sql`(status = 'active' and end_date is null) or (status = 'ended' and end_date is not null)`,
  component_ended_by_run: sql`status = 'ended' or ended_run is null`,
};

export const periods: Migration = {
  name: '0005-periods',
  tables: ['tierctl.former_component_attribute', 'tierctl.former_component'],

  async contradictions({ db, dialect: { types } }) {
    const none = sql`cast(null as ${sql.raw(types.integer)})`;
    const { rows } = await sql<{
      account: string;
      number: number;
      component: number | null;
      problem: string;
    }>`
      select account, number, component, problem from (
        select s.account_id as account, s.number, ${none} as component, 'has ended and has no end date' as problem
        from tierctl.subscription as s where s.status = 'ended' and s.end_date is null
        union all
        select s.account_id, s.number, ${none}, 'is active and marked by the run that ended it'
        from tierctl.subscription as s where not (${SUBSCRIPTION_CHECKS.subscription_active_unclaimed})
        union all
        select s.account_id, s.number, ${none}, 'had an end date before its start'
        from tierctl.subscription as s where not (${SUBSCRIPTION_CHECKS.subscription_previous_end})
        union all
        select s.account_id, s.number, ${none}, 'has a from date before the day of its pending change'
        from tierctl.subscription as s where not (${SUBSCRIPTION_CHECKS.subscription_change_goes_first})
        union all
        select c.account_id, c.subscription_number, c.component_number, 'is active and has an end date'
        from tierctl.component as c where c.status = 'active' and c.end_date is not null
        union all
        select c.account_id, c.subscription_number, c.component_number, 'has ended and has no end date'
        from tierctl.component as c where c.status = 'ended' and c.end_date is null
        union all
        select c.account_id, c.subscription_number, c.component_number, 'is active and marked by the run that ended it'
        from tierctl.component as c where not (${COMPONENT_CHECKS.component_ended_by_run})
      ) as broken
      order by account, number, component, problem`.execute(db);
    return rows.map(({ account, number, component, problem }) =>
      component === null
        ? `${account}/${number} ${problem}`
        : `component ${component} of ${account}/${number} ${problem}`,
    );
  },

  async up(session, at) {
    await createFormerComponents(session);
    await addFirstNumber(session);
    await setAside(session, at.slice(0, 10));
    for (const [table, checks] of [
      ['tierctl.subscription', SUBSCRIPTION_CHECKS],
      ['tierctl.component', COMPONENT_CHECKS],
    ] as const) {
      for (const [name, check] of Object.entries(checks)) {
        await session.db.schema.alterTable(table).addCheckConstraint(name, check).execute();
      }
    }
  },

  async beforeDown({ db: { schema } }) {
    for (const [table, checks] of [
      ['tierctl.subscription', SUBSCRIPTION_CHECKS],
      ['tierctl.component', COMPONENT_CHECKS],
    ] as const) {
      for (const name of Object.keys(checks)) await schema.alterTable(table).dropConstraint(name).execute();
    }
    await schema.alterTable('tierctl.subscription').dropColumn('first_number').execute();
  },
};

async function createFormerComponents({ db: { schema }, dialect: { types } }: Session): Promise<void> {
  const uuid = sql.raw(types.uuid);
  const integer = sql.raw(types.integer);
  const date = sql.raw(types.date);
  const accountId = sql.raw(types.accountId);
  const text = (length: number) => sql.raw(types.text(length));
  await schema
    .createTable('tierctl.former_component')
    .addColumn('account_id', accountId, (column) => column.notNull())
    .addColumn('subscription_number', integer, (column) => column.notNull())
    .addColumn('component_number', integer, (column) => column.notNull())
    .addColumn('item_id', uuid, (column) => column.notNull())
    .addColumn('status', text(10), (column) => column.notNull())
    .addColumn('start_date', date, (column) => column.notNull())
    .addColumn('end_date', date)
    .addColumn('continues_number', integer)
    .addColumn('run_id', integer)
    .addPrimaryKeyConstraint('former_component_pkey', [
      'account_id',
      'subscription_number',
      'component_number',
    ])
    .addForeignKeyConstraint(
      'former_component_of',
      ['account_id', 'subscription_number'],
      'tierctl.subscription',
      ['account_id', 'number'],
    )
    .addForeignKeyConstraint('former_component_item', ['item_id'], 'tierctl.item_profile', ['item_id'])
    .addCheckConstraint('former_component_over_has_end', COMPONENT_CHECKS.component_over_has_end)
    .addCheckConstraint('former_component_dates', sql`end_date >= start_date`)
    .execute();
  await schema
    .createTable('tierctl.former_component_attribute')
    .addColumn('account_id', accountId, (column) => column.notNull())
    .addColumn('subscription_number', integer, (column) => column.notNull())
    .addColumn('component_number', integer, (column) => column.notNull())
    .addColumn('attribute', text(100), (column) => column.notNull())
    .addColumn('value', sql.raw(types.longText), (column) => column.notNull())
    .addPrimaryKeyConstraint('former_component_attribute_pkey', [
      'account_id',
      'subscription_number',
      'component_number',
      'attribute',
    ])
    .addForeignKeyConstraint(
      'former_component_attribute_of',
      ['account_id', 'subscription_number', 'component_number'],
      'tierctl.former_component',
      ['account_id', 'subscription_number', 'component_number'],
    )
    .execute();
}

/** Each successor learns the first of its chain from what it replaced: as many rounds as the longest chain has links. */
async function addFirstNumber({ db, dialect }: Session): Promise<void> {
  await db.schema
    .alterTable('tierctl.subscription')
    .addColumn('first_number', sql.raw(dialect.types.integer))
    .execute();
  for (let known = 1n; known > 0n; ) {
    const { numAffectedRows } = await dialect
      .updateFrom({
        target: 'tierctl.subscription',
        alias: 'successor',
        set: { first_number: sql`before.first_number` },
        from: sql`(
          select s.account_id, s.number, coalesce(s.first_number, s.number) as first_number
          from tierctl.subscription as s where s.replaces_number is null or s.first_number is not null
        ) as before`,
        where: sql`successor.account_id = before.account_id and successor.replaces_number = before.number
          and successor.first_number is null`,
      })
      .execute(db);
    known = numAffectedRows ?? 0n;
  }
}

// What lies outside a subscription that is over, and what was ended before it started.
const OUTSIDE = sql`(s.status = 'ended' and (c.start_date > s.end_date or c.end_date > s.end_date))`;

// On a subscription that is over, and not ended with it.
const ENDED_BY_HAND = sql`(c.status = 'ended' and c.start_date > s.end_date
  and (c.ended_run is null or s.ended_run is null or c.ended_run <> s.ended_run))`;

/**
 * Takes components out of subscriptions that ended before these started, and ends the others with their subscription. What
 * they were is kept, with the run that ended the subscription, so that it can still be undone. What a person ended before it
 * started is kept without a run: it had been withdrawn, and to undo the run must not bring it back.
 */
async function setAside(session: Session, today: string): Promise<void> {
  const { db, dialect } = session;
  const neverStarts = sql`(s.status = 'active' and c.status = 'ended' and c.start_date > cast(${today} as ${sql.raw(dialect.types.date)}))`;
  await sql`
    insert into tierctl.former_component (account_id, subscription_number, component_number, item_id, status, start_date,
      end_date, continues_number, run_id)
    select c.account_id, c.subscription_number, c.component_number, c.item_id,
      case when c.ended_run = s.ended_run then 'active' else c.status end, c.start_date,
      case when c.ended_run = s.ended_run then null else c.end_date end, c.continues_number,
      case when ${ENDED_BY_HAND} then null else s.ended_run end
    from tierctl.subscription as s
    join tierctl.component as c on c.account_id = s.account_id and c.subscription_number = s.number
    where ${OUTSIDE} or ${neverStarts}`.execute(db);
  await endWithSubscription(session);
  const gone = (component: string) => sql`exists (
    select 1 from tierctl.former_component as f
    where ${sameComponent('f', component)})`;
  await sql`
    insert into tierctl.former_component_attribute (account_id, subscription_number, component_number, attribute, value)
    select v.account_id, v.subscription_number, v.component_number, v.attribute, v.value
    from tierctl.component_attribute as v
    join tierctl.component as c on ${sameComponent('c', 'v')}
    join tierctl.subscription as s on s.account_id = c.account_id and s.number = c.subscription_number
    where (s.status = 'active' or c.start_date > s.end_date) and ${gone('c')}`.execute(db);
  await dialect
    .updateFrom({
      target: 'tierctl.component',
      alias: 'successor',
      set: { continues_number: sql`null` },
      from: sql`(
        select n.account_id, n.number, f.component_number
        from tierctl.former_component as f
        join tierctl.subscription as s on s.account_id = f.account_id and s.number = f.subscription_number
          and f.start_date > s.end_date
        join tierctl.subscription as n on n.account_id = s.account_id and n.replaces_number = s.number
      ) as gone`,
      where: sql`successor.account_id = gone.account_id and successor.subscription_number = gone.number
        and successor.continues_number = gone.component_number`,
    })
    .execute(db);
  for (const table of ['tierctl.component_attribute', 'tierctl.component']) {
    await sql`
      delete from ${sql.table(table)}
      where exists (
        select 1 from tierctl.former_component as f
        join tierctl.subscription as s on s.account_id = f.account_id and s.number = f.subscription_number
        where ${sameComponent('f', table)} and (s.status = 'active' or f.start_date > s.end_date))`.execute(
      db,
    );
  }
}

async function endWithSubscription({ db, dialect }: Session): Promise<void> {
  await dialect
    .updateFrom({
      target: 'tierctl.component',
      alias: 'c',
      set: { end_date: sql`s.end_date` },
      from: sql`tierctl.subscription as s`,
      where: sql`c.account_id = s.account_id and c.subscription_number = s.number
        and s.status = 'ended' and c.start_date <= s.end_date and c.end_date > s.end_date`,
    })
    .execute(db);
}

function sameComponent(one: string, other: string): RawBuilder<boolean> {
  const same = (column: string) => sql`${sql.ref(`${one}.${column}`)} = ${sql.ref(`${other}.${column}`)}`;
  return sql<boolean>`${same('account_id')} and ${same('subscription_number')} and ${same('component_number')}`;
}
