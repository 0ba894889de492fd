import { type Expression, expressionBuilder, type NotNull, type SqlBool, sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import type { SubscriptionTable, TransitionTable } from '../../../database/tables.ts';
import type { RefusedRevert, RevertRefusal } from '../../../domain/transitions/revert.ts';
import { allOf } from '../../all-of.ts';
import { takePage } from '../../page.ts';
import { type AccountRange, inRange } from '../batch/scope.ts';
import { selectTransitions, toTransitions } from '../runs/history.ts';
import { askedOf, isAsked, type RevertScope } from './scope.ts';

const { eb, or, ref } = expressionBuilder<{ t: TransitionTable; n: SubscriptionTable }, 't' | 'n'>();

/** The first reason why `t` cannot be undone now; null if it can. A list of reasons reads better as SQL. */
const refusal = sql<RevertRefusal | null>`case
  when ${ref('t.reverted_run')} is not null then 'already-reverted'
  when ${ref('n.number')} is null then 'successor-missing'
  when ${ref('n.status')} = 'ended' and ${ref('n.ended_run')} = ${ref('t.run_id')} then 'later-hop-refused'
  when ${ref('n.status')} = 'ended' and ${ref('n.ended_run')} is not null then 'successor-moved'
  when ${ref('n.status')} = 'ended' then 'successor-ended'
  when ${ref('n.change_item_id')} is not null then 'change-pending'
  when ${ref('n.revision')} > 0 then 'successor-changed'
  else null end`;

// Transition `t` and its successor `n`, if that still exists. The number may have been used again since.
const isSuccessor = allOf([
  eb('n.account_id', '=', ref('t.account_id')),
  eb('n.number', '=', ref('t.to_number')),
  eb('n.replaces_number', '=', ref('t.from_number')),
]);

/** The transitions to undo, each with the reason why it cannot be. */
function judgedOf(session: Session, scope: RevertScope) {
  return askedOf(session, scope)
    .leftJoin('tierctl.subscription as n', (join) => join.on(isSuccessor))
    .select(refusal.as('reason'));
}

export interface RefusalCount {
  readonly reason: RevertRefusal;
  readonly count: number;
}

export interface RevertCounts {
  /** The number of transitions to undo. */
  readonly asked: number;
  /** The number of them that cannot be undone. */
  readonly standing: number;
  /** The number that can be undone directly; earlier ones of a chain follow after these. */
  readonly free: number;
}

/** Whether there is anything to undo, before the revert starts. */
export async function countRevertible(session: Session, scope: RevertScope): Promise<RevertCounts> {
  const judged = judgedOf(session, scope);
  return session.db
    .selectFrom(judged.as('judged'))
    .select(({ eb, fn, lit, or }) => [
      fn.countAll<number>().as('asked'),
      fn
        .count<number>(
          eb
            .case()
            .when(or([eb('reason', '<>', sql.lit('already-reverted')), eb('reason', 'is', null)]))
            .then(lit(1))
            .end(),
        )
        .as('standing'),
      fn.count<number>(eb.case().when('reason', 'is', null).then(lit(1)).end()).as('free'),
    ])
    .executeTakeFirstOrThrow();
}

/** The requested transitions that `revert` has not undone in `range`; in all accounts if no range is given. */
export interface Refused {
  readonly range?: AccountRange;
  readonly revert?: number;
}

/** The number of transitions that are not undone, by reason. */
export function countRefusals(
  session: Session,
  scope: RevertScope,
  refused: Refused,
): Promise<RefusalCount[]> {
  const judged = judgedOf(session, scope).where(isLeft(refused));
  return session.db
    .selectFrom(judged.as('judged'))
    .select(({ fn }) => ['reason', fn.countAll<number>().as('count')])
    .where('reason', 'is not', null)
    .groupBy('reason')
    .orderBy('reason')
    .$narrowType<{ reason: NotNull }>()
    .execute();
}

/** The first `limit` transitions that are not undone, by account and number. */
export async function listRefusals(
  session: Session,
  scope: RevertScope,
  refused: Refused,
  limit: number,
): Promise<RefusedRevert[]> {
  const left = selectTransitions(session)
    .leftJoin('tierctl.subscription as n', (join) => join.on(isSuccessor))
    .select(refusal.as('reason'))
    .where(isAsked(scope))
    .where(isLeft(refused))
    .where(refusal, 'is not', null)
    .orderBy('t.account_id')
    .orderBy('t.from_number');
  const { rows } = await takePage(left, limit);
  const transitions = await toTransitions(session, rows);
  return transitions.flatMap((transition, at) => {
    const reason = rows[at]?.reason ?? null;
    return reason === null ? [] : [{ ...transition, reason }];
  });
}

function isLeft({ range, revert }: Refused): Expression<SqlBool> {
  const conditions: Expression<unknown>[] = [sql`1 = 1`];
  if (revert !== undefined) {
    conditions.push(or([eb('t.reverted_run', 'is', null), eb('t.reverted_run', '<>', revert)]));
  }
  if (range !== undefined) conditions.push(inRange(range, ref('t.account_id'), ref('t.from_number')));
  return allOf(conditions);
}
