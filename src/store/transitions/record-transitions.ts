import { type RawBuilder, sql } from 'kysely';
import type { Session } from '../../database/session.ts';
import { type BatchRange, inRange, type RunHop } from './scope.ts';

/**
 * Writes the history of what this hop claimed in `range`, and with it each successor's number: the next free ones of
 * its account, in the order of the predecessors' numbers.
 */
export async function recordTransitions(
  { db, dialect }: Session,
  range: BatchRange,
  { run, hop }: RunHop,
  appliedAt: string,
): Promise<void> {
  await sql`
    insert into tierctl.transition
      (account_id, from_number, to_number, path_id, direction, effective_on, applied_at, run_id, hop)
    select s.account_id, s.number,
      (select max(own.number) from tierctl.subscription as own where own.account_id = s.account_id)
        + row_number() over (partition by s.account_id order by s.number),
      s.ended_path_id, coalesce(way.direction, 'none'), s.due_on,
      cast(${appliedAt} as ${sql.raw(dialect.types.instant)}), s.ended_run, s.ended_hop
    from tierctl.subscription as s
    left join (${pathDirections()}) as way on way.path_id = s.ended_path_id
    where s.ended_run = ${run} and s.ended_hop = ${hop} and ${inRange(range, 's.account_id', 's.number')}`.execute(
    db,
  );
}

/** Each path's direction, told from the levels of its two items in the groups that hold both. */
function pathDirections(): RawBuilder<unknown> {
  return sql`
    select path_id,
      case when ups > 0 and downs = 0 then 'upgrade' when downs > 0 and ups = 0 then 'downgrade' else 'none' end as direction
    from (
      select p.id as path_id,
        sum(case when target.upgrade_level > source.upgrade_level then 1 else 0 end) as ups,
        sum(case when target.upgrade_level < source.upgrade_level then 1 else 0 end) as downs
      from tierctl.path as p
      join ${sql.table('billing.upgrade_group_member')} as source on source.fk_item_id = p.source_item_id
      join ${sql.table('billing.upgrade_group_member')} as target
        on target.fk_item_id = p.destination_item_id and target.fk_group_id = source.fk_group_id
      group by p.id
    ) as steps`;
}
