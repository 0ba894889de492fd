import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { FORMER_END_DATE, lostEndDate } from './insert-successors.ts';
import { type BatchRange, inRange, type RunHop } from './scope.ts';

/**
 * Writes the history of what this hop claimed in `range`, with each successor's number: the next free ones of its
 * account, in the order in which daily runs would have given them: by effective date, then by predecessor. Includes an end
 * date that the successor does not keep.
 */
export async function recordTransitions(
  { db, dialect }: Session,
  range: BatchRange,
  { run, hop }: RunHop,
  appliedAt: string,
): Promise<void> {
  await sql`
    insert into tierctl.transition
      (account_id, from_number, to_number, path_id, from_item_id, to_item_id, direction, effective_on, applied_at, run_id, hop,
        lost_end_date)
    select s.account_id, s.number,
      (select max(own.number) from tierctl.subscription as own where own.account_id = s.account_id)
        + row_number() over (partition by s.account_id order by s.due_on, s.number),
      s.ended_path_id, s.item_id, destination.item_id, ${direction}, s.due_on, cast(${appliedAt} as ${sql.raw(dialect.types.instant)}),
      s.ended_run, s.ended_hop, ${lostEndDate(dialect, FORMER_END_DATE)}
    from tierctl.subscription as s
    left join tierctl.path as p on p.id = s.ended_path_id
    join tierctl.item_profile as destination on destination.item_id = ${destination}
    where s.ended_run = ${run} and s.ended_hop = ${hop} and ${inRange(range, 's.account_id', 's.number')}`.execute(
    db,
  );
}

// A change by hand is claimed without a path.
const destination = sql`coalesce(p.destination_item_id, s.change_item_id)`;

// Looked up for each row through the index by item: with a join, a server would compute all paths' directions again for each
// row, because it cannot estimate how many rows have the number of a run that has just started.
const direction = sql`(
  select case
    when max(step.sign) = 1 and min(step.sign) >= 0 then 'upgrade'
    when min(step.sign) = -1 and max(step.sign) <= 0 then 'downgrade'
    else 'none' end
  from (
    select case when target.upgrade_level > source.upgrade_level then 1
      when target.upgrade_level < source.upgrade_level then -1 else 0 end as sign
    from ${sql.table('billing.upgrade_group_member')} as source
    join ${sql.table('billing.upgrade_group_member')} as target on target.fk_group_id = source.fk_group_id
    where source.fk_item_id = s.item_id and target.fk_item_id = ${destination}
  ) as step)`;
