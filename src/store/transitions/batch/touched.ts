import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { type BatchRange, inRange, type RunHop } from './scope.ts';

/** What a hop is about, so that statements for what it does not touch are not sent at all. */
export interface Touched {
  /** Whether a predecessor is a package. */
  readonly leaving: boolean;
  /** Whether a successor is one. */
  readonly arriving: boolean;
  /** Whether a path was followed that adds extensions to what is over the limit. */
  readonly extending: boolean;
}

/** Asks what this hop touches in `range`: one statement, which reads nothing where the catalogue has nothing of the kind. */
export async function askTouched({ db }: Session, range: BatchRange, { run, hop }: RunHop): Promise<Touched> {
  const { rows } = await sql<Record<keyof Touched, number | null>>`
    select max(case when source.kind = 'package' then 1 else 0 end) as leaving,
      max(case when destination.kind = 'package' then 1 else 0 end) as arriving,
      max(case when p.over_limit_policy = 'extend' then 1 else 0 end) as extending
    from tierctl.subscription as s
    join tierctl.item_profile as source on source.item_id = s.item_id
    left join tierctl.path as p on p.id = s.ended_path_id
    join tierctl.item_profile as destination on destination.item_id = coalesce(p.destination_item_id, s.change_item_id)
    where s.ended_run = ${run} and s.ended_hop = ${hop} and ${inRange(range, 's.account_id', 's.number')}
      and (exists (select 1 from tierctl.item_profile as any_item where any_item.kind = 'package')
        or exists (select 1 from tierctl.path as any_path where any_path.over_limit_policy = 'extend'))`.execute(
    db,
  );
  const [found] = rows;
  return {
    leaving: found?.leaving === 1,
    arriving: found?.arriving === 1,
    extending: found?.extending === 1,
  };
}
