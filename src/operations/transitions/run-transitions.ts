import { type Invocation, writeAudit } from '../../database/audit-trail.ts';
import type { Session } from '../../database/session.ts';
import type { Transactor } from '../../database/transactor.ts';
import type { NeverStartingInAll } from '../../domain/transitions/never-starting.ts';
import type { TakenInAll } from '../../domain/transitions/taken-away.ts';
import type { Stay, Transition, TransitionFailure } from '../../domain/transitions/transition.ts';
import { requireAccount } from '../../store/accounts/accounts.ts';
import { requirePath } from '../../store/paths/paths.ts';
import { countMovable, cutRanges } from '../../store/transitions/batch/cut-ranges.ts';
import type { DueRange, RunScope } from '../../store/transitions/batch/scope.ts';
import { countStays, listStays, type StayCount } from '../../store/transitions/batch/stays.ts';
import {
  countEmptyPackages,
  type EmptyPackage,
  type EmptyPackageCount,
  listEmptyPackages,
} from '../../store/transitions/runs/arrived-empty.ts';
import { countRunMoves, listRunTransitions, type MoveCount } from '../../store/transitions/runs/history.ts';
import { countNeverStarting } from '../../store/transitions/runs/never-starting.ts';
import { abandonDeadRuns, closeRun, openRun, type RunOutcome } from '../../store/transitions/runs/runs.ts';
import { countRunTaken } from '../../store/transitions/taken-away/count-taken.ts';
import { moveRange } from './move-range.ts';

export interface RunTransitionsInput {
  /** "Today" of the run, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Only moves through this path (name or UUID). */
  readonly path: string | undefined;
  /** Only subscriptions of this account. */
  readonly account: string | undefined;
  /** Stop after the account that holds the `limit`th due subscription. */
  readonly limit: number | undefined;
  /** The approximate number of due subscriptions in a batch; an account is never split. Undefined: the engine's default. */
  readonly batchSize: number | undefined;
  /** The maximum number of consecutive transitions of one subscription in one run. */
  readonly maxHops: number;
  /** The maximum number of transitions and of stays in the lists; the counts cover all. */
  readonly listed: number;
  readonly invocation: Invocation;
  /** ISO 8601, UTC: read again for each batch. */
  readonly now: () => string;
  /** When it fires, the run stops after the current batch. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: RunProgress) => void;
}

export interface RunProgress {
  /** Due subscriptions that are done, and the total of this run. */
  readonly done: number;
  readonly total: number;
}

export interface RunTransitionsResult {
  readonly run: {
    readonly id: number;
    readonly asOf: string;
    readonly startedAt: string;
    readonly finishedAt: string;
    readonly status: RunOutcome['status'];
  };
  readonly moved: {
    readonly total: number;
    readonly byPath: readonly MoveCount[];
    /** The first `listed` of them. */
    readonly transitions: readonly Transition[];
  };
  /** What these moves ended or did not carry over. */
  readonly takenAway: TakenInAll;
  /** Packages that were provisioned without a product: none has a minimum, and nothing was carried over. */
  readonly emptyPackages: {
    readonly total: number;
    readonly byPath: readonly EmptyPackageCount[];
    /** The first `listed` of them. */
    readonly subscriptions: readonly EmptyPackage[];
  };
  /** Components of successors that start after the end of the successor, if nothing follows it. */
  readonly neverStarting: NeverStartingInAll;
  readonly notMoved: {
    readonly total: number;
    readonly byReason: readonly StayCount[];
    readonly subscriptions: readonly Stay[];
  };
  readonly failed: {
    readonly total: number;
    /** The first `listed` of them; the run records all of them. */
    readonly subscriptions: readonly TransitionFailure[];
  };
  /** Due subscriptions that an interruption or `limit` left for the next run. */
  readonly remaining: number;
}

/**
 * Ends every due subscription and provisions its successor. "The current product or package is ended […] and the
 * upgrade/downgrade product or package is provisioned to the account." Call it under the run lock. Each batch is one
 * step of `transactor`; the run row is written before the first and its outcome after the last. Throws `not-found` for
 * an unknown path or account.
 */
export async function runTransitions(
  transactor: Transactor,
  input: RunTransitionsInput,
): Promise<RunTransitionsResult> {
  const started = await transactor.step((session) => start(session, input));
  const moves = await moveRanges(transactor, started, input);
  return transactor.step((session) => finish(session, started, moves, input));
}

interface StartedRun {
  readonly id: number;
  readonly scope: RunScope;
  readonly startedAt: string;
  readonly ranges: readonly DueRange[];
  /** Due subscriptions that may move, including those above `limit`. */
  readonly movable: number;
}

async function start(session: Session, input: RunTransitionsInput): Promise<StartedRun> {
  const { asOf, limit, invocation } = input;
  const path = input.path === undefined ? undefined : await requirePath(session, input.path);
  const account = input.account === undefined ? undefined : await requireAccount(session, input.account);
  const scope = { asOf, pathId: path?.id, account: account?.id };
  const batchSize = input.batchSize ?? session.dialect.preferredBatchSize;
  const startedAt = input.now();
  const options = { path: path?.name ?? null, account: account?.id ?? null, limit: limit ?? null, batchSize };
  const { actor } = invocation;
  await abandonDeadRuns(session);
  const id = await openRun(session, { kind: 'transitions', asOf, startedAt, actor, options });
  await writeAudit(session, invocation, { before: null, after: { run: id, asOf, ...options } });
  const ranges = await cutRanges(session, scope, batchSize, limit === undefined ? {} : { limit });
  const movable = limit === undefined ? dueIn(ranges) : await countMovable(session, scope);
  return { id, scope, startedAt, ranges, movable };
}

interface Moves {
  readonly moved: number;
  readonly failed: { readonly total: number; readonly subscriptions: readonly TransitionFailure[] };
  readonly interrupted: boolean;
  readonly remaining: number;
}

async function moveRanges(
  transactor: Transactor,
  { id, scope, ranges, movable }: StartedRun,
  input: RunTransitionsInput,
): Promise<Moves> {
  const total = dueIn(ranges);
  const failed: TransitionFailure[] = [];
  let failures = 0;
  let moved = 0;
  let done = 0;
  for (const range of ranges) {
    if (input.signal.aborted) break;
    moved += await moveRange(transactor, range, {
      run: id,
      scope,
      appliedAt: input.now(),
      maxHops: input.maxHops,
      onFailure: (failure) => {
        failures++;
        if (failed.length < input.listed) failed.push(failure);
      },
    });
    done += range.due;
    input.onProgress({ done, total });
  }
  return {
    moved,
    failed: { total: failures, subscriptions: failed },
    interrupted: done < total,
    remaining: movable - done,
  };
}

async function finish(
  session: Session,
  { id, scope, startedAt }: StartedRun,
  { moved, failed, interrupted, remaining }: Moves,
  input: RunTransitionsInput,
): Promise<RunTransitionsResult> {
  const byReason = await countStays(session, scope);
  const notMoved = total(byReason);
  const emptyByPath = await countEmptyPackages(session, id);
  const finishedAt = input.now();
  const status = interrupted ? 'interrupted' : 'finished';
  await closeRun(session, id, { status, finishedAt, moved, notMoved, failed: failed.total });
  return {
    run: { id, asOf: scope.asOf, startedAt, finishedAt, status },
    moved: {
      total: moved,
      byPath: await countRunMoves(session, { made: id }),
      transitions: await listRunTransitions(session, { made: id }, input.listed),
    },
    takenAway: await countRunTaken(session, { made: id }),
    emptyPackages: {
      total: total(emptyByPath),
      byPath: emptyByPath,
      subscriptions: emptyByPath.length === 0 ? [] : await listEmptyPackages(session, id, input.listed),
    },
    neverStarting: await countNeverStarting(session, input.listed, id),
    notMoved: {
      total: notMoved,
      byReason,
      subscriptions: notMoved === 0 ? [] : await listStays(session, scope, input.listed),
    },
    failed,
    remaining,
  };
}

function total(counts: readonly { readonly count: number }[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

function dueIn(ranges: readonly DueRange[]): number {
  return ranges.reduce((sum, { due }) => sum + due, 0);
}
