import { sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { TierctlError } from '../../../domain/tierctl-error.ts';
import { takenMeanwhile } from '../../taken-meanwhile.ts';
import { type BatchRange, inRange, type RunHop } from './scope.ts';

/**
 * Provisions the successors that this hop recorded in `range`. A successor follows its item's default path on its end
 * date; it has an end date where its item has a term: start + term − 1 day. Where an account got another subscription of
 * that number meanwhile, the error is a collision.
 */
export async function insertSuccessors(
  { db, dialect }: Session,
  range: BatchRange,
  { run, hop }: RunHop,
): Promise<void> {
  const termEnd = dialect.plusTerm(
    sql.ref('t.effective_on'),
    sql.ref('destination.term_months'),
    sql.ref('destination.term_days'),
  );
  await sql`
    insert into tierctl.subscription
      (account_id, number, item_id, status, start_date, end_date, path_rule, apply_when, replaces_number, first_number)
    select t.account_id, t.to_number, t.to_item_id, 'active', t.effective_on,
      ${dialect.plusDays(termEnd, -1)}, 'default', 'on_end_date', t.from_number, coalesce(s.first_number, s.number)
    from tierctl.transition as t
    join tierctl.subscription as s on s.account_id = t.account_id and s.number = t.from_number
    join tierctl.item_profile as destination on destination.item_id = t.to_item_id
    where t.run_id = ${run} and t.hop = ${hop} and ${inRange(range, 't.account_id', 't.from_number')}`
    .execute(db)
    .catch((cause: unknown) => {
      throw isReplaced(cause) ? cause : takenMeanwhile(cause, 'another transaction added a subscription');
    });
}

/** A subscription that has a successor already is no collision: a fresh attempt would meet it again. */
function isReplaced(cause: unknown): boolean {
  return cause instanceof TierctlError && /replaced_once/.test(String(cause.data?.constraint));
}
