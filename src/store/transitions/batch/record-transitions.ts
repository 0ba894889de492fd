import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { type BatchRange, inRange, type RunHop } from './scope.ts';

/**
 * Writes the history of what this hop claimed in `range`, and with it each successor's number: the next free ones of
 * its account, in the order in which punctual runs would have given them: by effective date, then by predecessor.
 */
export async function recordTransitions(
  { db, dialect }: Session,
  range: BatchRange,
  { run, hop }: RunHop,
  appliedAt: string,
): Promise<void> {
  await sql`
    insert into tierctl.transition
      (account_id, from_number, to_number, path_id, from_item_id, to_item_id, direction, effective_on, applied_at, run_id, hop)
    select s.account_id, s.number,
      (select max(own.number) from tierctl.subscription as own where own.account_id = s.account_id)
        + row_number() over (partition by s.account_id order by s.due_on, s.number),
      s.ended_path_id, s.item_id, ${destination}, ${direction}, s.due_on, cast(${appliedAt} as ${sql.raw(dialect.types.instant)}),
      s.ended_run, s.ended_hop
    from tierctl.subscription as s
    left join tierctl.path as p on p.id = s.ended_path_id
    where s.ended_run = ${run} and s.ended_hop = ${hop} and ${inRange(range, 's.account_id', 's.number')}`.execute(
    db,
  );
}

// A change by hand is claimed without a path.
const destination = sql`coalesce(p.destination_item_id, s.change_item_id)`;

// Looked up for each row through the index by item: a join to all paths' directions would be computed again for each
// row, since a server cannot know that so many rows carry the number of a run that has just begun.
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
