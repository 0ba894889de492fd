import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';

/** The number of subscriptions that the revert restored and that are due on `today`, whether a path moves them or not. */
export async function countRestoredDue(
  { db }: Session,
  { reverted, of }: { readonly reverted: number; readonly of: number },
  today: string,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as "count"
    from tierctl.transition as t
    join tierctl.subscription as s on s.account_id = t.account_id and s.number = t.from_number
    where t.run_id = ${of} and t.reverted_run = ${reverted} and s.status = 'active'
      and s.due_on <= ${today}`.execute(db);
  return rows[0]?.count ?? 0;
}
