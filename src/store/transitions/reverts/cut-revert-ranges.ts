import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { type AccountRange, inRange } from '../batch/scope.ts';
import { askedOf, type RevertScope } from './scope.ts';

/** Splits the transitions to undo into ranges of accounts with about `size` transitions each. An account is never split. */
export function cutRevertRanges(
  session: Session,
  scope: RevertScope,
  size: number,
  within?: AccountRange,
): Promise<AccountRange[]> {
  let asked = askedOf(session, scope);
  if (within !== undefined) {
    asked = asked.where(({ ref }) => inRange(within, ref('t.account_id'), ref('t.from_number')));
  }
  const placed = asked.select(({ fn }) => [
    't.account_id',
    fn
      .agg<number>('rank')
      .over((over) => over.orderBy('t.account_id'))
      .as('position'),
  ]);
  return session.db
    .selectFrom(placed.as('asked'))
    .select(({ fn }) => [
      fn.min('account_id').as('first'),
      fn.max('account_id').as('last'),
      fn.countAll<number>().as('due'),
    ])
    .groupBy(({ ref }) => sql`(${ref('position')} - 1) / ${sql.lit(size)}`)
    .orderBy(({ fn }) => fn.min('account_id'))
    .execute();
}

/** The last hop of the transitions to undo in `range`; 0 if there are none. */
export async function lastHop(session: Session, scope: RevertScope, range: AccountRange): Promise<number> {
  const { hop } = await askedOf(session, scope)
    .where('t.reverted_run', 'is', null)
    .where(({ ref }) => inRange(range, ref('t.account_id'), ref('t.from_number')))
    .select(({ fn }) => fn.max<number | null>('t.hop').as('hop'))
    .executeTakeFirstOrThrow();
  return hop ?? 0;
}

/**
 * The chain of subscriptions of this account that the run moved, starting with `number`: their numbers in the order of the
 * hops. If the run did not move `number` but created it, starts with its predecessor. Empty if the run did neither.
 */
export async function listChain(
  { db }: Session,
  run: number,
  account: string,
  number: number,
): Promise<number[]> {
  const moves = await db
    .selectFrom('tierctl.transition')
    .select(['from_number as from', 'to_number as to'])
    .where('run_id', '=', run)
    .where('account_id', '=', account)
    .execute();
  const next = new Map(moves.map(({ from, to }) => [from, to]));
  const chain: number[] = [];
  const first = next.has(number) ? number : moves.find(({ to }) => to === number)?.from;
  for (let at = first; at !== undefined && next.has(at); at = next.get(at)) chain.push(at);
  return chain;
}
