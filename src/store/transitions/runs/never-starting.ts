// Components that start after the end of their subscription, which has no successor (docs/concepts.md, "What is over").
import { type RawBuilder, sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import {
  formatSubscriptionAddress,
  type SubscriptionAddress,
} from '../../../domain/subscriptions/subscription-address.ts';
import {
  ALL_START,
  type NeverStarting,
  type NeverStartingInAll,
} from '../../../domain/transitions/never-starting.ts';
import { itemReference } from '../../items/item-reference.ts';
import { subscriptionsWithDestinations } from '../../paths/applicable-path.ts';
import { END_DATE, followsNothing, successorEnd } from '../batch/insert-successors.ts';

const components = sql`${subscriptionsWithDestinations}
    join tierctl.component as c on c.account_id = s.account_id and c.subscription_number = s.number
      and c.status = 'active'`;

/** The subscription `s` has no successor, and its component `c` starts after its end. */
const beyondTheEnd = sql<boolean>`(s.status = 'active' and destination.item_id is null and c.start_date >= s.due_on)`;

/** Those of this subscription, and those that would never start on its successor. One statement. */
export async function listNeverStarting(
  { db, dialect }: Session,
  { account, number }: SubscriptionAddress,
): Promise<NeverStarting[]> {
  const beyondTheNext = sql<boolean>`(s.status = 'active' and destination.item_id is not null
      and (destination.default_path_id is null or ${followsNothing(dialect, END_DATE)})
      and c.start_date > ${successorEnd(dialect, END_DATE)}
      and (exists (
          select 1 from tierctl.path_product as m where m.path_id = p.id and m.source_item_id = c.item_id)
        or (s.change_item_id is not null and exists (
          select 1 from tierctl.package_product as same
          where same.package_item_id = s.change_item_id and same.product_item_id = c.item_id))))`;
  return select(
    db,
    sql`s.account_id = ${account} and s.number = ${number} and (${beyondTheEnd} or ${beyondTheNext})`,
  );
}

/** Those of all subscriptions, or of the successors that `run` made. */
export async function countNeverStarting(
  { db }: Session,
  listed: number,
  run?: number,
): Promise<NeverStartingInAll> {
  // Components that had not started are stored with the run that replaced their subscription: these are few.
  const which =
    run === undefined
      ? beyondTheEnd
      : sql<boolean>`${beyondTheEnd} and exists (
          select 1 from tierctl.transition as t
          join tierctl.former_component as f on f.account_id = t.account_id and f.subscription_number = t.from_number
            and f.run_id = t.run_id
          where t.run_id = ${run} and t.account_id = s.account_id and t.to_number = s.number)`;
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from ${components} where ${which}`.execute(db);
  const total = rows[0]?.total ?? 0;
  return total === 0 ? ALL_START : { total, components: await select(db, which, listed) };
}

async function select(
  db: Session['db'],
  which: RawBuilder<unknown>,
  listed?: number,
): Promise<NeverStarting[]> {
  const { rows } = await sql<{
    account: string;
    number: number;
    component: number;
    item_id: string;
    article_number: string | null;
    name: string | null;
    start_date: string;
  }>`
    select s.account_id as account, s.number, c.component_number as component, c.item_id, i.article_number, i.name,
      c.start_date
    from ${components}
    left join ${sql.table('billing.item')} as i on i.id = c.item_id
    where ${which}
    order by s.account_id, s.number, c.component_number
    ${listed === undefined ? sql`` : sql`offset 0 rows fetch next ${sql.lit(listed)} rows only`}`.execute(db);
  return rows.map(({ account, number, component, item_id, article_number, name, start_date }) => ({
    subscription: formatSubscriptionAddress({ account, number }),
    number: component,
    item: itemReference(item_id, article_number, name),
    startDate: start_date,
  }));
}
