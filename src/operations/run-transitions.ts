import { type Invocation, writeAudit } from '../database/audit-trail.ts';
import type { Session } from '../database/session.ts';
import type { Transactor } from '../database/transactor.ts';
import type { Stay, Transition, TransitionFailure } from '../domain/transition.ts';
import { closeRun, openRun, type RunOutcome } from '../store/runs.ts';
import { cutRanges } from '../store/transitions/cut-ranges.ts';
import { countRunMoves, listRunTransitions, type MoveCount } from '../store/transitions/run-moves.ts';
import type { AccountRange, RunScope } from '../store/transitions/scope.ts';
import { countStays, listStays, type StayCount } from '../store/transitions/stays.ts';
import { moveRange } from './move-range.ts';

export interface RunTransitionsInput {
  readonly scope: RunScope;
  /** Stop with the account that holds the `limit`th due subscription. */
  readonly limit: number | undefined;
  /** About how many due subscriptions make a batch; an account is never cut. */
  readonly batchSize: number;
  /** How many transitions in a row one subscription may make in one run. */
  readonly maxHops: number;
  /** How many transitions and how many stays the result lists; it counts them all. */
  readonly listed: number;
  readonly invocation: Invocation;
  /** ISO 8601, UTC: read again for each batch. */
  readonly now: () => string;
  /** When it fires, the batch under way is finished and the run stops. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: RunProgress) => void;
}

export interface RunProgress {
  /** Due subscriptions done, and all of this run. */
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
  readonly notMoved: {
    readonly total: number;
    readonly byReason: readonly StayCount[];
    readonly subscriptions: readonly Stay[];
  };
  readonly failed: readonly TransitionFailure[];
  /** Due subscriptions that an interruption left for the next run. */
  readonly remaining: number;
}

/**
 * Ends every due subscription and provisions its successor. "The current product or package is ended […] and the
 * upgrade/downgrade product or package is provisioned to the account." Call it under the run lock. Each batch is one
 * step of `transactor`; the run row is written before the first and its outcome after the last.
 */
export async function runTransitions(
  transactor: Transactor,
  input: RunTransitionsInput,
): Promise<RunTransitionsResult> {
  const { scope } = input;
  const startedAt = input.now();
  const run = await transactor.step((session) => startRun(session, input, startedAt));
  const ranges = await transactor.step((session) =>
    cutRanges(session, scope, input.batchSize, input.limit === undefined ? {} : { limit: input.limit }),
  );
  const progress = await moveRanges(transactor, ranges, run, input);
  const finishedAt = input.now();
  const status = progress.remaining > 0 ? 'interrupted' : 'finished';
  return transactor.step(async (session) => {
    const byReason = await countStays(session, scope);
    const notMoved = byReason.reduce((sum, { count }) => sum + count, 0);
    const outcome = { status, finishedAt, moved: progress.moved, notMoved, failed: progress.failures.length } as const;
    await closeRun(session, run, outcome);
    return {
      run: { id: run, asOf: scope.asOf, startedAt, finishedAt, status },
      moved: {
        total: progress.moved,
        byPath: await countRunMoves(session, run),
        transitions: await listRunTransitions(session, run, input.listed),
      },
      notMoved: { total: notMoved, byReason, subscriptions: await listStays(session, scope, input.listed) },
      failed: progress.failures,
      remaining: progress.remaining,
    };
  });
}

async function startRun(session: Session, input: RunTransitionsInput, startedAt: string): Promise<number> {
  const { scope, invocation } = input;
  const options = {
    path: scope.pathId ?? null,
    account: scope.account ?? null,
    limit: input.limit ?? null,
    batchSize: input.batchSize,
  };
  const { actor } = invocation;
  const run = await openRun(session, { kind: 'transitions', asOf: scope.asOf, startedAt, actor, options });
  await writeAudit(session, invocation, { before: null, after: { run, asOf: scope.asOf, ...options } });
  return run;
}

interface Moves {
  readonly moved: number;
  readonly failures: readonly TransitionFailure[];
  readonly remaining: number;
}

async function moveRanges(
  transactor: Transactor,
  ranges: readonly AccountRange[],
  run: number,
  input: RunTransitionsInput,
): Promise<Moves> {
  const total = ranges.reduce((sum, { due }) => sum + due, 0);
  const failures: TransitionFailure[] = [];
  let moved = 0;
  let done = 0;
  for (const range of ranges) {
    if (input.signal.aborted) break;
    const result = await moveRange(transactor, range, {
      run,
      scope: input.scope,
      appliedAt: input.now(),
      maxHops: input.maxHops,
    });
    moved += result.moved;
    failures.push(...result.failures);
    done += range.due;
    input.onProgress({ done, total });
  }
  return { moved, failures, remaining: total - done };
}
