import type { Session } from '../../database/session.ts';

/** Whether a committed change of that command, such as `demo`, is on record. */
export async function wasEverRun({ db }: Session, command: string): Promise<boolean> {
  const record = await db
    .selectFrom('tierctl.audit')
    .select('id')
    .where('command', '=', command)
    .orderBy('occurred_at')
    .offset(0)
    .fetch(1)
    .executeTakeFirst();
  return record !== undefined;
}

/** The latest day that any run took for today; null where there was none. */
export async function latestAsOf({ db }: Session): Promise<string | null> {
  const { latest } = await db
    .selectFrom('tierctl.run')
    .select(({ fn }) => fn.max('as_of').as('latest'))
    .where('kind', '=', 'transitions')
    .executeTakeFirstOrThrow();
  return latest;
}
