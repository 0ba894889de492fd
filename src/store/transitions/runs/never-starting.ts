// Components that start after the end of their subscription, which has no successor (docs/concepts.md, "What is over").
import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import type { ComponentTable, Tables } from '../../../database/tables.ts';
import {
  formatSubscriptionAddress,
  type SubscriptionAddress,
} from '../../../domain/subscriptions/subscription-address.ts';
import {
  ALL_START,
  type NeverStarting,
  type NeverStartingInAll,
} from '../../../domain/transitions/never-starting.ts';
import { allOf } from '../../all-of.ts';
import { ANY_ROW } from '../../any-row.ts';
import { itemReference } from '../../items/item-reference.ts';
import { type WithDestination, withDestinations } from '../../subscriptions/with-destinations.ts';
import { END_DATE, followsNothing, successorEnd } from '../batch/successor-end.ts';

interface WithComponent extends Tables, WithDestination {
  c: ComponentTable;
}

const { and, eb, exists, or, ref, selectFrom } = expressionBuilder<
  WithComponent,
  's' | 'source' | 'p' | 'destination' | 'c'
>();

/** The active components `c` of subscriptions that match `which`. */
function componentsOf(session: Session, which: Expression<SqlBool>) {
  return withDestinations(session)
    .innerJoin('tierctl.component as c', (join) =>
      join
        .onRef('c.account_id', '=', 's.account_id')
        .onRef('c.subscription_number', '=', 's.number')
        .on('c.status', '=', sql.lit('active')),
    )
    .where(which);
}

/** The subscription `s` has no successor, and its component `c` starts after its end. */
const beyondTheEnd = and([
  eb('s.status', '=', sql.lit('active')),
  eb('destination.item_id', 'is', null),
  eb('c.start_date', '>=', ref('s.due_on')),
]);

/** Those of this subscription, and those that would never start on its successor. One statement. */
export async function listNeverStarting(
  session: Session,
  { account, number }: SubscriptionAddress,
): Promise<NeverStarting[]> {
  const { dialect } = session;
  const isMapped = selectFrom('tierctl.path_product as m')
    .select(ANY_ROW)
    .whereRef('m.path_id', '=', 'p.id')
    .whereRef('m.source_item_id', '=', 'c.item_id');
  const isInBoth = selectFrom('tierctl.package_product as same')
    .select(ANY_ROW)
    .whereRef('same.package_item_id', '=', 's.change_item_id')
    .whereRef('same.product_item_id', '=', 'c.item_id');
  const beyondTheNext = and([
    eb('s.status', '=', sql.lit('active')),
    eb('destination.item_id', 'is not', null),
    or([eb('destination.default_path_id', 'is', null), followsNothing(dialect, END_DATE)]),
    eb('c.start_date', '>', successorEnd(dialect, END_DATE)),
    or([exists(isMapped), and([eb('s.change_item_id', 'is not', null), exists(isInBoth)])]),
  ]);
  const which = allOf([
    eb('s.account_id', '=', account),
    eb('s.number', '=', number),
    or([beyondTheEnd, beyondTheNext]),
  ]);
  return toNeverStarting(await select(componentsOf(session, which)).execute());
}

/** Those of all subscriptions, or of the successors that `run` made. */
export async function countNeverStarting(
  session: Session,
  listed: number,
  run?: number,
): Promise<NeverStartingInAll> {
  const which = run === undefined ? beyondTheEnd : allOf([beyondTheEnd, exists(madeWithFormer(run))]);
  const { total } = await componentsOf(session, which)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  if (total === 0) return ALL_START;
  const first = select(componentsOf(session, which)).offset(0).fetch(listed);
  return { total, components: toNeverStarting(await first.execute()) };
}

/** Components that had not started are stored with the run that replaced their subscription: these are few. */
function madeWithFormer(run: number) {
  return selectFrom('tierctl.transition as t')
    .innerJoin('tierctl.former_component as f', (join) =>
      join
        .onRef('f.account_id', '=', 't.account_id')
        .onRef('f.subscription_number', '=', 't.from_number')
        .onRef('f.run_id', '=', 't.run_id'),
    )
    .select(ANY_ROW)
    .where('t.run_id', '=', run)
    .whereRef('t.account_id', '=', 's.account_id')
    .whereRef('t.to_number', '=', 's.number');
}

function select(components: ReturnType<typeof componentsOf>) {
  return components
    .leftJoin('billing.item as i', 'i.id', 'c.item_id')
    .select([
      's.account_id as account',
      's.number',
      'c.component_number as component',
      'c.item_id',
      'i.article_number',
      'i.name',
      'c.start_date',
    ])
    .orderBy('s.account_id')
    .orderBy('s.number')
    .orderBy('c.component_number');
}

interface ComponentRow extends SubscriptionAddress {
  readonly component: number;
  readonly item_id: string;
  readonly article_number: string | null;
  readonly name: string | null;
  readonly start_date: string;
}

function toNeverStarting(rows: readonly ComponentRow[]): NeverStarting[] {
  return rows.map(({ account, number, component, item_id, article_number, name, start_date }) => ({
    subscription: formatSubscriptionAddress({ account, number }),
    number: component,
    item: itemReference(item_id, article_number, name),
    startDate: start_date,
  }));
}
