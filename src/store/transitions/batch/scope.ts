import { type RawBuilder, sql } from 'kysely';

/** Which due subscriptions a run is about. */
export interface RunScope {
  /** "Today" of the run, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly pathId: string | undefined;
  readonly account: string | undefined;
}

/** What one batch works on: the accounts from `first` to `last`, in the database's own order, both included. */
export interface AccountRange {
  readonly first: string;
  readonly last: string;
  /** Due subscriptions in it when the range was cut. */
  readonly due: number;
}

/** A batch of one subscription, to find the one that fails. */
export interface SingleSubscription {
  readonly account: string;
  readonly number: number;
}

export type BatchRange = AccountRange | SingleSubscription;

/** The hop of a run: the first moves what is due, each further one what the hop before made due. */
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
 * Whether `table` has any row of these accounts. It is about no row of the statement it stands in: where there is none, a
 * server need not look at the rest.
 */
export function anyIn(table: string, range: BatchRange): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select 1 from ${sql.table(table)} as any_row where ${inRange(range, 'any_row.account_id', 'any_row.subscription_number')})`;
}
