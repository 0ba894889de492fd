import type { Session } from '../../database/session.ts';
import type { Run } from '../../domain/transitions/run.ts';
import type { TakenInAll } from '../../domain/transitions/taken-away.ts';
import type { Transition, TransitionFailure } from '../../domain/transitions/transition.ts';
import { countRunMoves, listRunTransitions, type MoveCount } from '../../store/transitions/runs/history.ts';
import {
  listFailures,
  listReverts,
  type RevertedPart,
  requireRun,
} from '../../store/transitions/runs/runs.ts';
import { countRunTaken } from '../../store/transitions/taken-away/count-taken.ts';
import { workOf } from './list-history.ts';

export interface ShowRunInput {
  readonly id: number;
  /** The maximum number of transitions and of failures in the lists; the counts cover all. */
  readonly listed: number;
}

export interface ShowRunResult {
  readonly run: Run;
  /** The transitions that it made or, as a revert, undid. */
  readonly transitions: {
    readonly total: number;
    readonly byPath: readonly MoveCount[];
    readonly first: readonly Transition[];
  };
  /** What these transitions took away and, if they were undone, what was restored. */
  readonly takenAway: TakenInAll;
  readonly failed: {
    readonly total: number;
    readonly subscriptions: readonly TransitionFailure[];
  };
  /** The runs that undid it, or parts of it. */
  readonly revertedBy: readonly RevertedPart[];
}

/** A run, its transitions, its failures, and the transitions that were undone since. Throws `not-found` (`run-not-found`). */
export async function showRun(session: Session, { id, listed }: ShowRunInput): Promise<ShowRunResult> {
  const run = await requireRun(session, id);
  const byPath = await countRunMoves(session, workOf(run));
  return {
    run,
    transitions: {
      total: byPath.reduce((sum, { count }) => sum + count, 0),
      byPath,
      first: await listRunTransitions(session, workOf(run), listed),
    },
    takenAway: await countRunTaken(session, workOf(run)),
    failed: { total: run.failed, subscriptions: await listFailures(session, id, listed) },
    revertedBy: await listReverts(session, id),
  };
}
