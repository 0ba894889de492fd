// What a file says again must be what is stored: an import adds, and never changes what is there. The comparisons are raw: rows
// from JSON, and `except`.

import { type RawBuilder, sql } from 'kysely';
import { lastOfChain } from '../subscriptions/chains.ts';
import { stagedAttributes, stagedComponents } from './stage-subscriptions.ts';
import { accountOf, reject, type Staging } from './staging.ts';

/** Marks the records whose subscription is there already, but is not as they say. */
export async function rejectDifferingSubscriptions(staging: Staging): Promise<void> {
  const { exact } = staging.session.dialect;
  const sameId = sql`${exact(sql.ref('x.external_id'))} = ${exact(sql.ref('s.external_id'))}`;
  const differences = [
    {
      what: 'number or external id',
      differs: sql`((s.wanted_number is not null and s.wanted_number <> x.number)
        or (s.external_id is not null and (x.external_id is null or not ${sameId})))`,
    },
    ...subscriptionDifferences(staging),
  ];
  const address = sql`concat(${accountOf(staging)}, '/', s.number)`;
  for (const { what, differs } of differences) {
    await reject(staging, {
      code: 'subscription-differs',
      problem: sql`concat(
        case when ${sameId}
          then concat('the external id "', s.external_id, '" is that of ', ${address}, ', which differs in ', ${sql.lit(what)})
          else concat(${address}, ' is there already, and differs in ', ${sql.lit(what)}) end,
        case when ${lastOfChain} is not null
          then concat('; ', ${accountOf(staging)}, '/', ${lastOfChain}, ' has replaced it') end)`,
      from: sql`tierctl.subscription as x`,
      // Said although the join says it: where few are known, or none, a server must not compare all first.
      where: sql`s.number is not null and x.account_id = s.account and x.number = s.number and ${differs}`,
    });
  }
}

/** How many new records without an external id equal a subscription that is there: those of a file that is imported twice do. */
export async function countEqualSubscriptions(staging: Staging): Promise<number> {
  const differences = subscriptionDifferences(staging).map(({ differs }) => sql`not ${differs}`);
  const { rows } = await sql<{ count: number }>`
    select count(distinct s.line) as "count"
    from ${staging.table} as s
    join tierctl.subscription as x
      on x.account_id = s.account and x.item_id = s.item_id and x.start_date = s.start_date
    where s.problem is null and s.number is null and s.external_id is null
      and ${sql.join(differences, sql` and `)}`.execute(staging.session.db);
  return rows[0]?.count ?? 0;
}

/** How a staged record `s` differs from a subscription `x` of its account. Members that the record does not give never differ. */
interface SubscriptionDifference {
  /** What differs, as text for the user. */
  readonly what: string;
  readonly differs: RawBuilder<unknown>;
}

const NEVER = sql`cast('9999-12-31' as date)`;

// A run set the end date when it moved the subscription; a file has the date before that, unless a list wrote the file
// afterwards.
const endDate = sql`case
  when x.ended_run is not null and coalesce(s.status, 'active') = 'active' then x.previous_end_date
  else x.end_date end`;

// A list does not name the overriding path if a pending change takes precedence.
const samePath = sql`(x.path_rule = s.path_rule and (
  coalesce(x.path_id, x.item_id) = coalesce(s.path_id, s.item_id) or (s.path_rule = 'override' and s.path_id is null)))`;

/** Item and dates first: they differ most often and are the cheapest to compare. */
function subscriptionDifferences({ session: { dialect } }: Staging): readonly SubscriptionDifference[] {
  const own = stagedAttributes(dialect, 's.attributes', 'g');
  const components = stagedComponents(dialect, 's.components', 'g');
  const theirs = dialect.crossApply(stagedAttributes(dialect, 'g.attributes', 'a'));
  const of = sql`where v.account_id = x.account_id and v.subscription_number = x.number`;
  const given = dialect.exactValue(sql.ref('g.value'));
  const held = dialect.exactValue(sql.ref('v.value'));
  // A list has only the current components.
  const listed = sql`(v.former = 0 or s.status is null)`;
  return [
    {
      what: 'item, dates or path',
      differs: sql`(x.item_id <> s.item_id or x.start_date <> s.start_date
        or coalesce(${endDate}, ${NEVER}) <> coalesce(s.end_date, ${NEVER})
        or not ${samePath}
        or x.apply_when <> s.apply_when or coalesce(x.from_date, ${NEVER}) <> coalesce(s.from_date, ${NEVER})
        or (coalesce(s.status, 'active') = 'ended' and x.status <> 'ended'))`,
    },
    {
      what: 'attributes',
      differs: sql`(s.attributes_omitted is null and ${unlike(
        sql`select g.name, ${given} from ${own}`,
        sql`select v.attribute, ${held} from tierctl.subscription_attribute as v ${of}`,
      )})`,
    },
    {
      what: 'components',
      differs: sql`(s.components_omitted is null and ${unlike(
        sql`select g.number, g.item_id from ${components}`,
        sql`select v.component_number, v.item_id from ${everKept('component', 'item_id')} ${of} and ${listed}`,
      )})`,
    },
    {
      what: 'attributes of components',
      differs: sql`(s.components_omitted is null and ${unlike(
        sql`select g.number, a.name, ${dialect.exactValue(sql.ref('a.value'))} from ${components} ${theirs}`,
        sql`select v.component_number, v.attribute, ${held}
          from ${everKept('component_attribute', 'attribute, value')} ${of} and ${listed}`,
      )})`,
    },
  ];
}

/** The rows `v` of current components and of removed ones, because a file may still name these. */
function everKept(table: string, columns: string): RawBuilder<unknown> {
  const key = sql.raw(`account_id, subscription_number, component_number, ${columns}`);
  return sql`(select ${key}, 0 as former from ${sql.table(`tierctl.${table}`)}
    union all select ${key}, 1 as former from ${sql.table(`tierctl.former_${table}`)}) as v`;
}

/** Whether one of two queries has a row that the other lacks. */
function unlike(one: RawBuilder<unknown>, other: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(exists (${one} except ${other}) or exists (${other} except ${one}))`;
}
