import { type RawBuilder, sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { anyIn, type BatchRange, inRange, type RunHop } from '../batch/scope.ts';
import { type TakenPart, takenParts } from './parts.ts';

/**
 * Records what the moves of this hop in `range` take away, before they happen: one statement for each kind of thing,
 * independent of the number of rows; those for components only if a predecessor is a package.
 */
export async function recordTaken(
  session: Session,
  range: BatchRange,
  hop: RunHop,
  { leaving }: { readonly leaving: boolean },
): Promise<void> {
  const parts = takenParts(session.dialect);
  await record(session, range, hop, parts.endingExtensions, anyIn('tierctl.subscription_extension', range));
  const anyValue = anyIn('tierctl.subscription_attribute', range);
  await record(session, range, hop, parts.unmappedValues, anyValue);
  await record(session, range, hop, parts.unsettledValues, anyValue);
  if (!leaving) return;
  await record(session, range, hop, parts.endingComponents);
  await record(session, range, hop, parts.unmappedComponentValues);
}

/** `any` depends on no row: if it is false, a server can skip the rest. */
async function record(
  { db }: Session,
  range: BatchRange,
  { run, hop }: RunHop,
  { what, joins, where, item, attribute, quantity, isAlone = false }: TakenPart,
  any?: RawBuilder<boolean>,
): Promise<void> {
  const key = [
    sql`t.account_id, t.from_number, t.run_id`,
    item,
    ...(attribute === undefined ? [] : [attribute]),
  ];
  await sql`
    insert into tierctl.taken_away (account_id, from_number, run_id, what, item_id, attribute, quantity)
    select t.account_id, t.from_number, t.run_id, ${sql.lit(what)}, ${item}, ${attribute ?? sql.lit('')},
      ${isAlone ? quantity : sql`sum(${quantity})`}
    from tierctl.transition as t ${joins}
    where t.run_id = ${run} and t.hop = ${hop} and ${inRange(range, 't.account_id', 't.from_number')}
      and ${where}${any === undefined ? sql`` : sql` and ${any}`}${isAlone ? sql`` : sql` group by ${sql.join(key)}`}`.execute(
    db,
  );
}
