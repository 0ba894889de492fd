import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { type BatchRange, inRange, type RunHop } from './scope.ts';

/** Gives the successors of changes made by hand, of this hop in `range`, the values that were settled with the change. */
export async function applyChangeAttributes(
  { db }: Session,
  range: BatchRange,
  { run, hop }: RunHop,
): Promise<void> {
  await sql`
    insert into tierctl.subscription_attribute (account_id, subscription_number, attribute, value)
    select t.account_id, t.to_number, c.attribute, c.value
    from tierctl.transition as t
    join tierctl.change_attribute as c on c.account_id = t.account_id and c.subscription_number = t.from_number
    where t.run_id = ${run} and t.hop = ${hop} and t.path_id is null
      and ${inRange(range, 't.account_id', 't.from_number')}`.execute(db);
}
