import { type Expression, type SqlBool, sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import { anyIn, type BatchRange, type RunHop, transitionsOf } from '../batch/scope.ts';
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
  session: Session,
  range: BatchRange,
  hop: RunHop,
  part: TakenPart,
  any?: Expression<SqlBool>,
): Promise<void> {
  const { what, item, attribute, quantity, isAlone = false } = part;
  const run = sql.ref<number>('t.run_id');
  let taken = part.of(transitionsOf(session, range, hop));
  if (any !== undefined) taken = taken.where(any);
  if (!isAlone) {
    taken = taken.groupBy([
      't.account_id',
      't.from_number',
      run,
      item,
      ...(attribute === undefined ? [] : [attribute]),
    ]);
  }
  await session.db
    .insertInto('tierctl.taken_away')
    .columns(['account_id', 'from_number', 'run_id', 'what', 'item_id', 'attribute', 'quantity'])
    .expression(
      taken.select(({ fn }) => [
        't.account_id',
        't.from_number',
        run.as('run_id'),
        sql.lit(what).as('what'),
        sql<string>`${item}`.as('item_id'),
        sql<string>`${attribute ?? sql.lit('')}`.as('attribute'),
        sql<number>`${isAlone ? quantity : fn.sum(quantity)}`.as('quantity'),
      ]),
    )
    .execute();
}
