import { type Expression, expressionBuilder, type RawBuilder, sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import type { TransitionTable } from '../../../database/tables.ts';
import { allOf } from '../../all-of.ts';

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

const { eb } = expressionBuilder<{ t: TransitionTable }, 't'>();

/** Selects the transitions `t` to undo. */
export function isAsked({ run, pathId, account, numbers }: RevertScope): RawBuilder<boolean> {
  const conditions: Expression<unknown>[] = [eb('t.run_id', '=', run)];
  if (pathId !== undefined) conditions.push(eb('t.path_id', '=', pathId));
  if (account !== undefined) conditions.push(eb('t.account_id', '=', account));
  if (numbers !== undefined) conditions.push(isFromOneOf(numbers));
  return allOf(conditions);
}

function isFromOneOf(numbers: readonly number[]): Expression<unknown> {
  if (numbers.length === 0) return sql`1 = 0`;
  // Literals: a chain may have more hops than a server allows parameters.
  return eb('t.from_number', 'in', sql<number>`(${sql.join(numbers.map((one) => sql.lit(one)))})`);
}

/** The transitions `t` to undo, to be joined and selected from. */
export function askedOf({ db }: Pick<Session, 'db'>, scope: RevertScope) {
  return db.selectFrom('tierctl.transition as t').where(isAsked(scope));
}
