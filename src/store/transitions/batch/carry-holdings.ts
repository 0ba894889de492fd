// What a successor keeps in addition to attributes and components: extensions and usage.

import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { anyIn, type BatchRange, inRange, type RunHop } from './scope.ts';

/**
 * Carries over the extensions that the destination allows to the successors of this hop in `range`, up to the allowed
 * quantity, plus those added with a change by hand. The others end with their predecessor.
 */
export async function carryExtensions(
  { db }: Session,
  range: BatchRange,
  { run, hop }: RunHop,
): Promise<void> {
  await sql`
    insert into tierctl.subscription_extension (account_id, subscription_number, extension_item_id, quantity)
    select t.account_id, t.to_number, allowed.extension_item_id,
      coalesce(case when allowed.maximum_quantity < e.quantity then allowed.maximum_quantity else e.quantity end, 0)
        + coalesce(c.quantity, 0)
    from tierctl.transition as t
    join tierctl.item_extension as allowed on allowed.item_id = t.to_item_id
    left join tierctl.subscription_extension as e on e.account_id = t.account_id
      and e.subscription_number = t.from_number and e.extension_item_id = allowed.extension_item_id
    left join tierctl.change_extension as c on t.path_id is null and c.account_id = t.account_id
      and c.subscription_number = t.from_number and c.extension_item_id = allowed.extension_item_id
    where t.run_id = ${run} and t.hop = ${hop} and ${inRange(range, 't.account_id', 't.from_number')}
      and (e.quantity is not null or c.quantity is not null)
      and (${anyIn('tierctl.subscription_extension', range)} or ${anyIn('tierctl.change_extension', range)})`.execute(
    db,
  );
}

/**
 * Gives the successors of changes by hand, of this hop in `range`, the extensions that were added with the change but that the
 * destination no longer allows: they were agreed, and the fit relied on their limits. The extensions that are still allowed
 * are already added by the statement above.
 */
export async function giveBoughtExtensions(
  { db }: Session,
  range: BatchRange,
  { run, hop }: RunHop,
): Promise<void> {
  await sql`
    insert into tierctl.subscription_extension (account_id, subscription_number, extension_item_id, quantity)
    select t.account_id, t.to_number, c.extension_item_id, c.quantity
    from tierctl.transition as t
    join tierctl.change_extension as c on c.account_id = t.account_id and c.subscription_number = t.from_number
    where t.run_id = ${run} and t.hop = ${hop} and t.path_id is null
      and ${inRange(range, 't.account_id', 't.from_number')}
      and not exists (
        select 1 from tierctl.item_extension as allowed
        where allowed.item_id = t.to_item_id and allowed.extension_item_id = c.extension_item_id)
      and ${anyIn('tierctl.change_extension', range)}`.execute(db);
}

/** Carries usage over to the successors of this hop in `range`, minus what a change by hand terminates. */
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
