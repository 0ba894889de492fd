import { type Invocation, writeAudit } from '../../database/audit-trail.ts';
import type { Session } from '../../database/session.ts';
import type { Transactor } from '../../database/transactor.ts';
import { addUpReasons } from '../../domain/reason-count.ts';
import type { RefusedRevert } from '../../domain/transitions/revert.ts';
import type { Run } from '../../domain/transitions/run.ts';
import type { Transition, TransitionFailure } from '../../domain/transitions/transition.ts';
import type { AccountRange } from '../../store/transitions/batch/scope.ts';
import { countRestoredDue } from '../../store/transitions/reverts/count-restored-due.ts';
import { cutRevertRanges } from '../../store/transitions/reverts/cut-revert-ranges.ts';
import { countRefusals, listRefusals, type RefusalCount } from '../../store/transitions/reverts/refusals.ts';
import { countRunMoves, listRunTransitions, type MoveCount } from '../../store/transitions/runs/history.ts';
import {
  abandonDeadRuns,
  closeRun,
  listFailures,
  listReverts,
  openRun,
  type RevertedPart,
  requireRun,
} from '../../store/transitions/runs/runs.ts';
import { type AskedRevert, type RevertQuestion, requireRevert } from './require-revert.ts';
import { type RevertedRange, revertRange } from './revert-range.ts';

export interface RevertRunInput extends RevertQuestion {
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** The approximate number of transitions in a batch; an account is never split. Undefined: the engine's default. */
  readonly batchSize: number | undefined;
  /** The maximum number of each kind in the lists; the counts cover all. */
  readonly listed: number;
  readonly invocation: Invocation;
  /** ISO 8601, UTC. */
  readonly now: () => string;
  /** When it fires, the revert stops after the current batch. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
}

export interface RevertRunResult {
  /** The run that undid it; null if nothing could be undone, and nothing was written. */
  readonly run: Run | null;
  /** The run to undo. */
  readonly reverts: Run;
  /** Earlier runs that undid part of it. */
  readonly revertedBy: readonly RevertedPart[];
  readonly reverted: {
    readonly total: number;
    readonly byPath: readonly MoveCount[];
    readonly transitions: readonly Transition[];
    /** How many of the restored subscriptions are due today or earlier: the next run moves them again. */
    readonly dueNow: number;
  };
  /** The transitions that are not undone, and why. */
  readonly refused: {
    readonly total: number;
    readonly byReason: readonly RefusalCount[];
    readonly transitions: readonly RefusedRevert[];
  };
  readonly failed: {
    readonly total: number;
    readonly subscriptions: readonly TransitionFailure[];
  };
  /** Transitions that are left after an interruption. */
  readonly remaining: number;
}

/**
 * Undoes a run, or the requested part of it, if the successors have not changed since: it restores predecessors and deletes
 * successors, and the history keeps both. A revert is a run itself. Call it under the run lock. Each batch is one step of
 * `transactor`. If nothing can be undone, the result says why (domain/transitions/revert.ts). Throws `not-found`, `usage`.
 */
export async function revertRun(transactor: Transactor, input: RevertRunInput): Promise<RevertRunResult> {
  const started = await transactor.step((session) => start(session, input));
  if (started.id === undefined)
    return transactor.step((session) => allRefused(session, started, input.listed));
  const { id, scope, ranges } = started;
  const all = ranges.reduce((sum, { due }) => sum + due, 0);
  let done = 0;
  let seen = joined([], input.listed);
  for (const range of ranges) {
    if (input.signal.aborted) break;
    const parts = await revertRange(transactor, range, { revert: id, scope, listed: input.listed });
    seen = joined([seen, ...parts], input.listed);
    done += range.due;
    input.onProgress({ done, total: all });
  }
  return transactor.step((session) => finish(session, id, started, seen, all - done, input));
}

interface StartedRevert extends AskedRevert {
  /** Undefined if nothing can be undone. */
  readonly id: number | undefined;
  readonly ranges: readonly AccountRange[];
}

async function start(session: Session, input: RevertRunInput): Promise<StartedRevert> {
  const { today, invocation, batchSize = session.dialect.preferredBatchSize } = input;
  // Under the lock, a run with status `running` has died.
  await abandonDeadRuns(session);
  const asked = await requireRevert(session, input);
  if (!asked.revertible) return { ...asked, id: undefined, ranges: [] };
  const options = { ...asked.options, batchSize };
  const { actor } = invocation;
  const reverts = asked.run.id;
  const id = await openRun(session, {
    kind: 'revert',
    asOf: today,
    startedAt: input.now(),
    actor,
    options,
    reverts,
  });
  await writeAudit(session, invocation, {
    before: { run: reverts },
    after: { run: id, reverts, ...options },
  });
  return { ...asked, id, ranges: await cutRevertRanges(session, asked.scope, batchSize) };
}

async function allRefused(
  session: Session,
  { run, scope }: StartedRevert,
  listed: number,
): Promise<RevertRunResult> {
  const byReason = await countRefusals(session, scope, {});
  return {
    run: null,
    reverts: run,
    revertedBy: await listReverts(session, run.id),
    reverted: { total: 0, byPath: [], transitions: [], dueNow: 0 },
    refused: {
      total: total(byReason),
      byReason,
      transitions: await listRefusals(session, scope, {}, listed),
    },
    failed: { total: 0, subscriptions: [] },
    remaining: 0,
  };
}

async function finish(
  session: Session,
  id: number,
  { run, scope }: StartedRevert,
  { reverted, refusals, refused, failed }: RevertedRange,
  remaining: number,
  { now, listed, today }: RevertRunInput,
): Promise<RevertRunResult> {
  const undone = { reverted: id, of: scope.run };
  await closeRun(session, id, {
    status: remaining > 0 ? 'interrupted' : 'finished',
    finishedAt: now(),
    moved: reverted,
    notMoved: total(refusals),
    failed,
  });
  return {
    run: await requireRun(session, id),
    reverts: run,
    revertedBy: (await listReverts(session, run.id)).filter((part) => part.run !== id),
    reverted: {
      total: reverted,
      byPath: await countRunMoves(session, undone),
      transitions: await listRunTransitions(session, undone, listed),
      dueNow: await countRestoredDue(session, undone, today),
    },
    refused: { total: total(refusals), byReason: refusals, transitions: refused },
    failed: {
      total: failed,
      subscriptions: failed === 0 ? [] : await listFailures(session, id, listed),
    },
    remaining,
  };
}

/** The parts come in account order, so the first entries of the parts are the first of all. */
function joined(parts: readonly RevertedRange[], listed: number): RevertedRange {
  return {
    reverted: parts.reduce((sum, { reverted }) => sum + reverted, 0),
    refusals: addUpReasons(parts.flatMap(({ refusals }) => refusals)),
    refused: parts.flatMap(({ refused }) => refused).slice(0, listed),
    failed: parts.reduce((sum, { failed }) => sum + failed, 0),
  };
}

function total(counts: readonly { readonly count: number }[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}
