import type { Session } from '../../../database/session.ts';
import type { RunHop, SingleSubscription } from './scope.ts';

/** The subscription that replaced `predecessor` in this hop. */
export async function successorOf(
  { db }: Session,
  predecessor: SingleSubscription,
  { run, hop }: RunHop,
): Promise<SingleSubscription> {
  const { number } = await db
    .selectFrom('tierctl.transition')
    .select('to_number as number')
    .where('account_id', '=', predecessor.account)
    .where('from_number', '=', predecessor.number)
    .where('run_id', '=', run)
    .where('hop', '=', hop)
    .executeTakeFirstOrThrow();
  return { account: predecessor.account, number };
}
