import { type RawBuilder, sql } from 'kysely';

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

/** The rows of `alias` (a subscription, or a transition by its `from_number`) that a batch works on. */
export function inRange(range: BatchRange, account: string, number: string): RawBuilder<boolean> {
  if ('number' in range) {
    return sql<boolean>`${sql.ref(account)} = ${range.account} and ${sql.ref(number)} = ${range.number}`;
  }
  return sql<boolean>`${sql.ref(account)} >= ${range.first} and ${sql.ref(account)} <= ${range.last}`;
}

/**
 * Whether `table` has any row of these accounts. It does not depend on the rows of the surrounding statement: if it is false,
 * a server can skip the rest.
 */
export function anyIn(table: string, range: BatchRange): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select 1 from ${sql.table(table)} as any_row where ${inRange(range, 'any_row.account_id', 'any_row.subscription_number')})`;
}
