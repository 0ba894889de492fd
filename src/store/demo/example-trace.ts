import type { Session } from '../../database/session.ts';

/** Whether the audit trail has a change by that command, such as `demo`. */
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

/** The latest "today" of any run; null if there was no run. */
export async function latestAsOf({ db }: Session): Promise<string | null> {
  const { latest } = await db
    .selectFrom('tierctl.run')
    .select(({ fn }) => fn.max('as_of').as('latest'))
    .where('kind', '=', 'transitions')
    .executeTakeFirstOrThrow();
  return latest;
}
