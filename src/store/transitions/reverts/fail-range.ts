import type { Session } from '../../../database/session.ts';
import { type AccountRange, inRange } from '../batch/scope.ts';
import { askedOf, type RevertScope } from './scope.ts';

/** Records a failure for each transition of `range` that is not undone. Returns their number. */
export async function failRange(
  session: Session,
  scope: RevertScope,
  range: AccountRange,
  revert: number,
  { code, message }: { readonly code: string; readonly message: string },
): Promise<number> {
  const { numInsertedOrUpdatedRows } = await session.db
    .insertInto('tierctl.run_failure')
    .columns(['account_id', 'subscription_number', 'run_id', 'code', 'message'])
    .expression(
      askedOf(session, scope)
        .where('t.reverted_run', 'is', null)
        .where(({ ref }) => inRange(range, ref('t.account_id'), ref('t.from_number')))
        .select(({ val }) => [
          't.account_id',
          't.from_number',
          val(revert).as('run_id'),
          val(code).as('code'),
          val(message).as('message'),
        ]),
    )
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows ?? 0);
}
