import type { NotNull, Selectable } from 'kysely';
import type { Session } from '../../../database/session.ts';
import type { RunTable } from '../../../database/tables.ts';
import { notFound } from '../../../domain/not-found.ts';
import type { Run, RunKind, RunStatus } from '../../../domain/transitions/run.ts';
import type { TransitionFailure } from '../../../domain/transitions/transition.ts';
import { insertCollision } from '../../insert-collision.ts';
import { mapPage, type Page, takePage } from '../../page.ts';

export interface NewRun {
  readonly kind: RunKind;
  readonly asOf: string;
  readonly startedAt: string;
  readonly actor: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** The run that a run of kind `revert` undoes. */
  readonly reverts?: number;
}

export interface RunOutcome {
  readonly status: 'finished' | 'interrupted';
  readonly finishedAt: string;
  readonly moved: number;
  readonly notMoved: number;
  readonly failed: number;
}

/**
 * Under the run lock, a run that still has the status `running` has died: its committed changes stay, and it is marked
 * `abandoned`.
 */
export async function abandonDeadRuns({ db }: Session): Promise<void> {
  await db
    .updateTable('tierctl.run')
    .set({
      status: 'abandoned',
      moved: ({ selectFrom, ref }) =>
        selectFrom('tierctl.transition as t')
          .select(({ fn }) => fn.countAll<number>().as('moved'))
          .where(({ eb, fn }) =>
            eb('t.run_id', '=', fn.coalesce('tierctl.run.reverts_run', 'tierctl.run.id')),
          )
          .where(({ eb, or }) =>
            or([eb('tierctl.run.reverts_run', 'is', null), eb('t.reverted_run', '=', ref('tierctl.run.id'))]),
          ),
    })
    .where('status', '=', 'running')
    .execute();
}

/** Opens a run under the next number. If another transaction took that number, the error is a collision. */
export async function openRun(session: Session, run: NewRun): Promise<number> {
  return insertRun(session, run, { status: 'running', finishedAt: null, moved: 0, notMoved: 0, failed: 0 });
}

/** Writes a run that is already finished: a change by hand. */
export async function insertFinishedRun(session: Session, run: NewRun, moved: number): Promise<number> {
  return insertRun(session, run, {
    status: 'finished',
    finishedAt: run.startedAt,
    moved,
    notMoved: 0,
    failed: 0,
  });
}

async function insertRun(
  { db }: Session,
  run: NewRun,
  outcome: Omit<RunOutcome, 'status' | 'finishedAt'> & {
    status: RunStatus;
    finishedAt: string | null;
  },
): Promise<number> {
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
      finished_at: outcome.finishedAt,
      status: outcome.status,
      actor: run.actor,
      options: JSON.stringify(run.options),
      reverts_run: run.reverts ?? null,
      moved: outcome.moved,
      not_moved: outcome.notMoved,
      failed: outcome.failed,
    })
    .execute()
    .catch((cause: unknown) => {
      throw insertCollision(cause, `another transaction took the number of run ${id}`);
    });
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

/** The last `limit` runs, the newest first. */
export async function runPage({ db }: Session, limit: number): Promise<Page<Run>> {
  return mapPage(
    await takePage(db.selectFrom('tierctl.run').selectAll().orderBy('id', 'desc'), limit),
    toRun,
  );
}

/** Throws `not-found` (`run-not-found`). */
export async function requireRun({ db }: Session, id: number): Promise<Run> {
  const row = await db.selectFrom('tierctl.run').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound('run', String(id), []);
  return toRun(row);
}

export interface RevertedPart {
  /** The run of kind `revert`. */
  readonly run: number;
  /** The number of transitions that it undid. */
  readonly count: number;
}

/** The runs that undid parts of a run, in order, each with its number of transitions. */
export function listReverts({ db }: Session, id: number): Promise<RevertedPart[]> {
  return db
    .selectFrom('tierctl.transition')
    .select(({ fn }) => ['reverted_run as run', fn.countAll<number>().as('count')])
    .where('run_id', '=', id)
    .where('reverted_run', 'is not', null)
    .groupBy('reverted_run')
    .orderBy('reverted_run')
    .$narrowType<{ run: NotNull }>()
    .execute();
}

/** The first `limit` failures of a run, by account and number. */
export async function listFailures({ db }: Session, id: number, limit: number): Promise<TransitionFailure[]> {
  const page = await takePage(
    db
      .selectFrom('tierctl.run_failure')
      .select(['account_id as account', 'subscription_number as number', 'code', 'message'])
      .where('run_id', '=', id)
      .orderBy('account_id')
      .orderBy('subscription_number'),
    limit,
  );
  return page.rows;
}

function toRun(row: Selectable<RunTable>): Run {
  return {
    id: row.id,
    kind: row.kind,
    asOf: row.as_of,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    status: row.status,
    actor: row.actor,
    options: JSON.parse(row.options),
    reverts: row.reverts_run,
    moved: row.moved,
    notMoved: row.not_moved,
    failed: row.failed,
  };
}
