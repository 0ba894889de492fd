import { type NotNull, type RawBuilder, sql } from 'kysely';
import { columnTypes } from '../../database/columns.ts';
import type { Session } from '../../database/session.ts';
import { ANY_ROW } from '../any-row.ts';
import { insertCollision } from '../insert-collision.ts';
import { insertComponentValues, insertSubscriptionValues } from '../subscriptions/insert-values.ts';
import { type StagedSubscription, stagedAttributes, stagedComponents } from './stage-subscriptions.ts';
import { type StagedRow, type Staging, unstage } from './staging.ts';

const NUMBERED = 'tierctl_numbered';

type Numbered = Omit<StagedSubscription, keyof StagedRow> & { account: string; number: number };

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
export async function insertNamedAccounts(staging: Staging, listed: number): Promise<NewAccounts> {
  const { db } = staging.session;
  const missing = stagedOf(staging)
    .where('s.problem', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(selectFrom('tierctl.account as a').select(ANY_ROW).whereRef('a.account_id', '=', 's.account')),
      ),
    );
  const { count } = await missing
    .select(({ fn }) => fn.count<number>('s.account').distinct().as('count'))
    .executeTakeFirstOrThrow();
  if (count === 0) return { count, first: [] };
  const first = await db
    .selectFrom(missing.distinct().select('s.account').as('m'))
    .leftJoin('tierctl.account as e', (join) =>
      join.on(({ eb, fn }) => eb(fn('lower', ['e.account_id']), '=', fn('lower', ['m.account']))),
    )
    .select(({ fn }) => ['m.account as id', fn.min<string | null>('e.account_id').as('similar')])
    .groupBy('m.account')
    .orderBy(({ eb, fn, lit }) =>
      eb.case().when(fn.min('e.account_id'), 'is', null).then(lit(1)).else(lit(0)).end(),
    )
    .orderBy('m.account')
    .offset(0)
    .fetch(listed)
    .$narrowType<{ id: NotNull }>()
    .execute();
  await db
    .insertInto('tierctl.account')
    .columns(['account_id', 'name'])
    .expression(missing.distinct().select(['s.account', 's.account as name']))
    .execute();
  return { count, first };
}

function stagedOf({ session: { db }, name }: Staging) {
  return db.selectFrom(sql<StagedSubscription>`${sql.table(name)}`.as('s'));
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
  const { db } = session;
  const numbered = await numberSubscriptions(session, table);
  try {
    await db
      .insertInto('tierctl.subscription')
      .columns([
        'account_id',
        'number',
        'item_id',
        'status',
        'start_date',
        'end_date',
        'path_rule',
        'path_id',
        'apply_when',
        'from_date',
        'external_id',
      ])
      .expression(
        db
          .selectFrom(numbered.as('n'))
          .select([
            'n.account',
            'n.number',
            'n.item_id',
            sql.lit('active').as('status'),
            'n.start_date',
            'n.end_date',
            'n.path_rule',
            'n.path_id',
            'n.apply_when',
            'n.from_date',
            'n.external_id',
          ]),
      )
      .execute();
  } catch (cause) {
    throw insertCollision(cause, 'another transaction added a subscription to one of the accounts');
  }
  // What is selected is raw, here and below: rows from the JSON in a column.
  await insertSubscriptionValues(
    session,
    sql`
      select n.account, n.number, a.name, a.value
      from ${numbered} as n ${attributesIn(session, 'n.attributes')}`,
  );
  if (components) await insertComponents(session, numbered);
  await unstage({ session, table: numbered });
}

async function insertComponents(session: Session, numbered: RawBuilder<unknown>): Promise<void> {
  const { dialect, db } = session;
  const components = dialect.crossApply(stagedComponents(dialect, 'n.components', 'c'));
  await db
    .insertInto('tierctl.component')
    .columns(['account_id', 'subscription_number', 'component_number', 'item_id', 'status', 'start_date'])
    .expression(sql`
      select n.account, n.number, c.number, c.item_id, 'active', n.start_date
      from ${numbered} as n ${components} where n.components is not null`)
    .execute();
  await insertComponentValues(
    session,
    sql`
      select n.account, n.number, c.number, a.name, a.value
      from ${numbered} as n ${components} ${attributesIn(session, 'c.attributes')}
      where n.components is not null`,
  );
}

/** The attributes in a staged column, as `a`. */
function attributesIn({ dialect }: Session, column: string): RawBuilder<unknown> {
  return dialect.crossApply(stagedAttributes(dialect, column, 'a'));
}

// A separate table: several statements need the numbers, and all of them are faster in key order. The highest number is
// looked up once per account, in the index. The subquery is grouped, because a planner may inline an ungrouped one and look
// it up once per row. Raw: the schema has no temporary table.
async function numberSubscriptions(
  { db, dialect }: Session,
  table: RawBuilder<unknown>,
): Promise<RawBuilder<Numbered>> {
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
  const numbered = sql<Numbered>`${sql.table(dialect.temporaryName(NUMBERED))}`;
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
