import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { anyIn, type BatchRange, inRange, type RunHop } from './scope.ts';

/**
 * Gives the successors of changes made by hand, of this hop in `range`, what was bought with the change of extensions that the
 * destination has ceased to allow since: it was settled, and its limits were counted on. What is still allowed came with
 * what was carried over (carry-extensions.ts).
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
