// What a file says again must be what is stored: an import adds, and never changes what is there.
import { type RawBuilder, sql } from 'kysely';
import { lastOfChain } from '../subscriptions/chains.ts';
import { accountOf, reject, type Staging } from './staging.ts';

// A run gave the subscription its end date when it moved it; what the file knows is the date before.
const endDate = sql`case when x.ended_run is not null then x.previous_end_date else x.end_date end`;
const NEVER = sql`cast('9999-12-31' as date)`;

/** Marks the records whose subscription is there already, but is not as they say. */
export async function rejectDifferingSubscriptions(staging: Staging): Promise<void> {
  const { dialect } = staging.session;
  const { integer, longText, text, uuid } = dialect.types;
  const attribute = { name: text(100), value: longText };
  const own = dialect.rowsFromJson(sql.ref('s.attributes'), 'g', attribute);
  const components = dialect.rowsFromJson(sql.ref('s.components'), 'g', {
    number: integer,
    item_id: uuid,
    attributes: longText,
  });
  const theirs = dialect.crossApply(dialect.rowsFromJson(sql.ref('g.attributes'), 'a', attribute));
  const of = sql`where v.account_id = s.account and v.subscription_number = s.number`;
  const given = dialect.exact(sql.ref('g.value'));
  const held = dialect.exact(sql.ref('v.value'));
  const differences: readonly RawBuilder<unknown>[] = [
    sql`(x.item_id <> s.item_id or x.start_date <> s.start_date
      or coalesce(${endDate}, ${NEVER}) <> coalesce(s.end_date, ${NEVER})
      or x.path_rule <> s.path_rule or coalesce(x.path_id, x.item_id) <> coalesce(s.path_id, s.item_id)
      or x.apply_when <> s.apply_when or coalesce(x.from_date, ${NEVER}) <> coalesce(s.from_date, ${NEVER}))`,
    unlike(
      sql`select g.name, ${given} from ${own}`,
      sql`select v.attribute, ${held} from tierctl.subscription_attribute as v ${of}`,
    ),
    unlike(
      sql`select g.number, g.item_id from ${components}`,
      sql`select v.component_number, v.item_id from ${everKept('component', 'item_id')} ${of}`,
    ),
    unlike(
      sql`select g.number, a.name, ${dialect.exact(sql.ref('a.value'))} from ${components} ${theirs}`,
      sql`select v.component_number, v.attribute, ${held} from ${everKept('component_attribute', 'attribute, value')} ${of}`,
    ),
  ];
  for (const differs of differences) {
    await reject(staging, {
      code: 'subscription-differs',
      problem: sql`concat('the external id "', s.external_id, '" is that of ', ${accountOf(staging)}, '/', s.number, ', which differs',
        case when ${lastOfChain} is not null
          then concat('; ', ${accountOf(staging)}, '/', ${lastOfChain}, ' has replaced it') end)`,
      from: sql`tierctl.subscription as x`,
      // Said although the join says it: where few are known, or none, a server must not compare all first.
      where: sql`s.number is not null and x.account_id = s.account and x.number = s.number and ${differs}`,
    });
  }
}

/** The rows `v` of components as they are and as they were before they were taken away: the file still names these. */
function everKept(table: string, columns: string): RawBuilder<unknown> {
  const key = sql.raw(`account_id, subscription_number, component_number, ${columns}`);
  return sql`(select ${key} from ${sql.table(`tierctl.${table}`)}
    union all select ${key} from ${sql.table(`tierctl.former_${table}`)}) as v`;
}

/** Whether one of two queries has a row that the other lacks. */
function unlike(one: RawBuilder<unknown>, other: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(exists (${one} except ${other}) or exists (${other} except ${one}))`;
}
