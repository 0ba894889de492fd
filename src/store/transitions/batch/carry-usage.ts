import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { anyIn, type BatchRange, inRange, type RunHop } from './scope.ts';

/** Carries usage over to the successors of this hop in `range`, less what a change by hand gives up. */
export async function carryUsage({ db }: Session, range: BatchRange, { run, hop }: RunHop): Promise<void> {
  await sql`
    insert into tierctl.subscription_usage (account_id, subscription_number, service, amount)
    select t.account_id, t.to_number, u.service, u.amount - coalesce(c.amount, 0)
    from tierctl.transition as t
    join tierctl.subscription_usage as u on u.account_id = t.account_id and u.subscription_number = t.from_number
    left join tierctl.change_termination as c on t.path_id is null and c.account_id = t.account_id
      and c.subscription_number = t.from_number and c.service = u.service
    where t.run_id = ${run} and t.hop = ${hop} and ${inRange(range, 't.account_id', 't.from_number')}
      and u.amount > coalesce(c.amount, 0) and ${anyIn('tierctl.subscription_usage', range)}`.execute(db);
}
