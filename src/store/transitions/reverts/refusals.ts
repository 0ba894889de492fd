import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import type { RefusedRevert, RevertRefusal } from '../../../domain/transitions/revert.ts';
import { takePage } from '../../page.ts';
import { type AccountRange, inRange } from '../batch/scope.ts';
import { selectTransitions, toTransitions } from '../runs/history.ts';
import { isAsked, type RevertScope } from './scope.ts';

// Transition `t` and its successor `n`, if that still exists. The number may have been used again since.
const successor = sql`n.account_id = t.account_id and n.number = t.to_number and n.replaces_number = t.from_number`;

/** The first reason why `t` cannot be undone now; null if it can. */
const refusal = sql<RevertRefusal | null>`case
  when t.reverted_run is not null then 'already-reverted'
  when n.number is null then 'successor-missing'
  when n.status = 'ended' and n.ended_run = t.run_id then 'later-hop-refused'
  when n.status = 'ended' and n.ended_run is not null then 'successor-moved'
  when n.status = 'ended' then 'successor-ended'
  when n.change_item_id is not null then 'change-pending'
  when n.revision > 0 then 'successor-changed'
  else null end`;

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
export async function countRevertible({ db }: Session, scope: RevertScope): Promise<RevertCounts> {
  const { rows } = await sql<RevertCounts>`
    select count(*) as asked, count(case when reason <> 'already-reverted' or reason is null then 1 end) as standing,
      count(case when reason is null then 1 end) as free
    from (
      select ${refusal} as reason
      from tierctl.transition as t
      left join tierctl.subscription as n on ${successor}
      where ${isAsked(scope)}
    ) as judged`.execute(db);
  return rows[0] ?? { asked: 0, standing: 0, free: 0 };
}

/** The requested transitions that `revert` has not undone in `range`; in all accounts if no range is given. */
export interface Refused {
  readonly range?: AccountRange;
  readonly revert?: number;
}

/** The number of transitions that are not undone, by reason. */
export async function countRefusals(
  { db }: Session,
  scope: RevertScope,
  refused: Refused,
): Promise<RefusalCount[]> {
  const { rows } = await sql<RefusalCount>`
    select reason, count(*) as count
    from (
      select ${refusal} as reason
      from tierctl.transition as t
      left join tierctl.subscription as n on ${successor}
      where ${isAsked(scope)} and ${isLeft(refused)}
    ) as judged
    where reason is not null
    group by reason
    order by reason`.execute(db);
  return rows;
}

/** The first `limit` transitions that are not undone, by account and number. */
export async function listRefusals(
  session: Session,
  scope: RevertScope,
  refused: Refused,
  limit: number,
): Promise<RefusedRevert[]> {
  const left = selectTransitions(session)
    .leftJoin('tierctl.subscription as n', (join) => join.on(sql<boolean>`${successor}`))
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

function isLeft({ range, revert }: Refused) {
  const conditions = [sql`1 = 1`];
  if (revert !== undefined) conditions.push(sql`(t.reverted_run is null or t.reverted_run <> ${revert})`);
  if (range !== undefined) conditions.push(inRange(range, 't.account_id', 't.from_number'));
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}
