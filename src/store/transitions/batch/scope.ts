import { type Expression, expressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import type { Tables } from '../../../database/tables.ts';
import { ANY_ROW } from '../../any-row.ts';

/** Which due subscriptions a run processes. */
export interface RunScope {
  /** "Today" of the run, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly pathId: string | undefined;
  readonly account: string | undefined;
}

/** The accounts of one batch: from `first` to `last`, both included, in the order of the database. */
export interface AccountRange {
  readonly first: string;
  readonly last: string;
  /** Due subscriptions in the range when it was created. */
  readonly due: number;
}

/** A range of due subscriptions that may move. */
export interface DueRange extends AccountRange {
  /**
   * Whether an account in it has several subscriptions that move, and a subscription in it may move twice: only then the order
   * within an account matters.
   */
  readonly severalChains: boolean;
}

/** A batch of one subscription, to isolate the one that fails. */
export interface SingleSubscription {
  readonly account: string;
  readonly number: number;
}

export type BatchRange = AccountRange | SingleSubscription;

/** What a run moves as one step. */
export type MovedRange = DueRange | SingleSubscription;

/** The hop of a run: the first moves due subscriptions, each further one the successors that the hop before made due. */
export interface RunHop {
  readonly run: number;
  readonly hop: number;
}

/** Whether a row of this account and subscription number, a transition by its `from_number`, belongs to a batch. */
export function inRange(
  range: BatchRange,
  account: Expression<string>,
  number: Expression<number>,
): RawBuilder<boolean> {
  if ('number' in range) return sql<boolean>`${account} = ${range.account} and ${number} = ${range.number}`;
  return sql<boolean>`${account} >= ${range.first} and ${account} <= ${range.last}`;
}

/** The transitions `t` of a hop in `range`, to be joined and selected from. */
export function transitionsOf({ db }: Pick<Session, 'db'>, range: BatchRange, { run, hop }: RunHop) {
  return db
    .selectFrom('tierctl.transition as t')
    .where('t.run_id', '=', run)
    .where('t.hop', '=', hop)
    .where(({ ref }) => inRange(range, ref('t.account_id'), ref('t.from_number')));
}

/** The subscriptions `s` that a hop ended in `range`, to be joined and selected from. */
export function endedIn({ db }: Pick<Session, 'db'>, range: BatchRange, { run, hop }: RunHop) {
  return db
    .selectFrom('tierctl.subscription as s')
    .where('s.ended_run', '=', run)
    .where('s.ended_hop', '=', hop)
    .where(({ ref }) => inRange(range, ref('s.account_id'), ref('s.number')));
}

/** Tables with rows of single subscriptions that few accounts have. */
export type HoldingTable =
  | 'tierctl.subscription_attribute'
  | 'tierctl.subscription_extension'
  | 'tierctl.subscription_usage'
  | 'tierctl.change_extension';

type Holding = Pick<Tables[HoldingTable], 'account_id' | 'subscription_number'>;

/**
 * Whether `table` has any row of these accounts. It does not depend on the rows of the surrounding statement: if it is false,
 * a server can skip the rest.
 */
export function anyIn(table: HoldingTable, range: BatchRange): Expression<SqlBool> {
  const { exists, selectFrom } = expressionBuilder<Tables>();
  return exists(
    selectFrom(sql<Holding>`${sql.table(table)}`.as('any_row'))
      .select(ANY_ROW)
      .where(({ ref }) => inRange(range, ref('any_row.account_id'), ref('any_row.subscription_number'))),
  );
}
