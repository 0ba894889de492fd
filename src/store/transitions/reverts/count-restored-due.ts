import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';

/** The number of subscriptions that the revert restored and that are due on `today`, whether a path moves them or not. */
export async function countRestoredDue(
  { db }: Session,
  { reverted, of }: { readonly reverted: number; readonly of: number },
  today: string,
): Promise<number> {
  const { count } = await db
    .selectFrom('tierctl.transition as t')
    .innerJoin('tierctl.subscription as s', (join) =>
      join.onRef('s.account_id', '=', 't.account_id').onRef('s.number', '=', 't.from_number'),
    )
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('t.run_id', '=', of)
    .where('t.reverted_run', '=', reverted)
    .where('s.status', '=', sql.lit('active'))
    .where('s.due_on', '<=', today)
    .executeTakeFirstOrThrow();
  return count;
}
