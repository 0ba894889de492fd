import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { type AccountRange, inRange } from '../batch/scope.ts';
import { isAsked, type RevertScope } from './scope.ts';

/** Records a failure for each transition of `range` that is not undone. Returns their number. */
export async function failRange(
  { db }: Session,
  scope: RevertScope,
  range: AccountRange,
  revert: number,
  { code, message }: { readonly code: string; readonly message: string },
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into tierctl.run_failure (account_id, subscription_number, run_id, code, message)
    select t.account_id, t.from_number, ${revert}, ${code}, ${message}
    from tierctl.transition as t
    where ${isAsked(scope)} and t.reverted_run is null and ${inRange(range, 't.account_id', 't.from_number')}`.execute(
    db,
  );
  return Number(numAffectedRows ?? 0);
}
