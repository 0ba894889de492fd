import { type RawBuilder, sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { anyIn, type BatchRange, inRange, type RunHop } from '../batch/scope.ts';
import { type TakenPart, takenParts } from './parts.ts';

/**
 * Records what the moves of this hop in `range` take away, before they do: one statement for each kind of thing, however many
 * rows; those about components only where a package is left.
 */
export async function recordTaken(
  session: Session,
  range: BatchRange,
  hop: RunHop,
  { leaving }: { readonly leaving: boolean },
): Promise<void> {
  const { endingExtensions, endingComponents, unmappedValues, unmappedComponentValues } = takenParts();
  await record(session, range, hop, endingExtensions, anyIn('tierctl.subscription_extension', range));
  await record(session, range, hop, unmappedValues, anyIn('tierctl.subscription_attribute', range));
  if (!leaving) return;
  await record(session, range, hop, endingComponents);
  await record(session, range, hop, unmappedComponentValues);
}

/** `any` is about no row: where it is false, a server need not look at the rest. */
async function record(
  { db }: Session,
  range: BatchRange,
  { run, hop }: RunHop,
  { what, joins, where, item, attribute, quantity }: TakenPart,
  any?: RawBuilder<boolean>,
): Promise<void> {
  await sql`
    insert into tierctl.taken_away (account_id, from_number, run_id, what, item_id, attribute, quantity)
    select t.account_id, t.from_number, t.run_id, ${sql.lit(what)}, ${item}, ${attribute ?? sql.lit('')}, sum(${quantity})
    from tierctl.transition as t ${joins}
    where t.run_id = ${run} and t.hop = ${hop} and ${inRange(range, 't.account_id', 't.from_number')}
      and ${where}${any === undefined ? sql`` : sql` and ${any}`}
    group by ${sql.join([sql`t.account_id, t.from_number, t.run_id`, item, ...(attribute === undefined ? [] : [attribute])])}`.execute(
    db,
  );
}
