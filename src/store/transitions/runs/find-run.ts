import { type Selectable, sql } from 'kysely';
import type { Session } from '../../../database/session.ts';
import type { RunTable } from '../../../database/tables.ts';
import { notFound } from '../../../domain/not-found.ts';
import type { Run } from '../../../domain/transitions/run.ts';
import type { TransitionFailure } from '../../../domain/transitions/transition.ts';
import { mapPage, type Page, takePage } from '../../page.ts';

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
export async function listReverts({ db }: Session, id: number): Promise<RevertedPart[]> {
  const { rows } = await sql<RevertedPart>`
    select reverted_run as run, count(*) as count
    from tierctl.transition
    where run_id = ${id} and reverted_run is not null
    group by reverted_run
    order by reverted_run`.execute(db);
  return rows;
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
