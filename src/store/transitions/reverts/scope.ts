import { type RawBuilder, sql } from 'kysely';

/** The transitions that a revert is requested to undo. */
export interface RevertScope {
  /** The run that made them. */
  readonly run: number;
  /** Whether it was a change by hand: then the change itself is removed as well. */
  readonly byHand: boolean;
  readonly pathId: string | undefined;
  readonly account: string | undefined;
  /** Only those from these subscriptions of `account`; none if it is empty. */
  readonly numbers: readonly number[] | undefined;
}

/** One hop of the run to undo, and the run that undoes it. */
export interface RevertedHop {
  readonly revert: number;
  readonly run: number;
  readonly hop: number;
}

/** Selects the transitions `t` to undo. */
export function isAsked({ run, pathId, account, numbers }: RevertScope): RawBuilder<boolean> {
  const conditions = [sql`t.run_id = ${run}`];
  if (pathId !== undefined) conditions.push(sql`t.path_id = ${pathId}`);
  if (account !== undefined) conditions.push(sql`t.account_id = ${account}`);
  // Literals: a chain may have more hops than a server allows parameters.
  const literals = numbers?.map((number) => sql.lit(number));
  if (literals !== undefined) {
    conditions.push(literals.length === 0 ? sql`1 = 0` : sql`t.from_number in (${sql.join(literals)})`);
  }
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}
