import type { Session } from '../database/session.ts';
import type { TransitionFailure } from '../domain/transition.ts';

export interface NewRun {
  readonly kind: 'transitions' | 'change' | 'revert';
  readonly asOf: string;
  readonly startedAt: string;
  readonly actor: string;
  readonly options: Readonly<Record<string, unknown>>;
}

export interface RunOutcome {
  readonly status: 'finished' | 'interrupted';
  readonly finishedAt: string;
  readonly moved: number;
  readonly notMoved: number;
  readonly failed: number;
}

/**
 * Opens a run under the next number. Called under the run lock, so a run that still says `running` is one that died:
 * what it committed stays, and it is marked `abandoned`.
 */
export async function openRun({ db }: Session, run: NewRun): Promise<number> {
  await db.updateTable('tierctl.run').set({ status: 'abandoned' }).where('status', '=', 'running').execute();
  const { last } = await db
    .selectFrom('tierctl.run')
    .select(({ fn }) => fn.max('id').as('last'))
    .executeTakeFirstOrThrow();
  const id = (last ?? 0) + 1;
  await db
    .insertInto('tierctl.run')
    .values({
      id,
      kind: run.kind,
      as_of: run.asOf,
      started_at: run.startedAt,
      finished_at: null,
      status: 'running',
      actor: run.actor,
      options: JSON.stringify(run.options),
      moved: 0,
      not_moved: 0,
      failed: 0,
    })
    .execute();
  return id;
}

export async function closeRun({ db }: Session, id: number, outcome: RunOutcome): Promise<void> {
  await db
    .updateTable('tierctl.run')
    .set({
      status: outcome.status,
      finished_at: outcome.finishedAt,
      moved: outcome.moved,
      not_moved: outcome.notMoved,
      failed: outcome.failed,
    })
    .where('id', '=', id)
    .execute();
}

export async function insertFailure({ db }: Session, run: number, failure: TransitionFailure): Promise<void> {
  await db
    .insertInto('tierctl.run_failure')
    .values({
      account_id: failure.account,
      subscription_number: failure.number,
      run_id: run,
      code: failure.code,
      message: failure.message,
    })
    .execute();
}
