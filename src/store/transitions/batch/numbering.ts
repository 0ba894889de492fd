// A run numbers successors by hop; daily runs number them by day. If an account has two chains, these can differ.
import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { type BatchRange, inRange, type RunScope } from './scope.ts';

/** Whether this run gave a successor in `range` a lower number than one of the same account that starts earlier. */
export async function isNumberedOutOfOrder(
  { db }: Session,
  range: BatchRange,
  run: number,
): Promise<boolean> {
  const { rows } = await sql<{ found: number }>`
    select count(*) as found from (
      select t.effective_on,
        lag(t.effective_on) over (partition by t.account_id order by t.to_number) as one_number_before
      from tierctl.transition as t
      where t.run_id = ${run} and ${inRange(range, 't.account_id', 't.from_number')}
    ) as numbered
    where numbered.one_number_before > numbered.effective_on`.execute(db);
  return Number(rows[0]?.found ?? 0) > 0;
}

/** The first day after `after` on which something in `range` is due; undefined if there is none up to the run's day. */
export async function nextDueDay(
  { db }: Session,
  range: BatchRange,
  { asOf }: RunScope,
  after: string | undefined,
): Promise<string | undefined> {
  const later = after === undefined ? sql`1 = 1` : sql`s.due_on > ${after}`;
  const { rows } = await sql<{ day: string | null }>`
    select min(s.due_on) as day from tierctl.subscription as s
    where s.status = 'active' and s.due_on <= ${asOf} and ${later} and ${inRange(range, 's.account_id', 's.number')}`.execute(
    db,
  );
  return rows[0]?.day ?? undefined;
}
