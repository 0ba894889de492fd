import { asOfInFuture } from './problems.ts';

export type RunKind = 'transitions' | 'change' | 'revert';

/** `abandoned`: it died half-way, and the next run found it so. Its committed changes stay. */
export type RunStatus = 'running' | 'finished' | 'interrupted' | 'abandoned';

/** One execution of `run-transitions`, one change by hand, or one `run revert`. */
export interface Run {
  readonly id: number;
  readonly kind: RunKind;
  /** "Today" of the run, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly status: RunStatus;
  readonly actor: string;
  /** The options of the run: path, account, limit and so on. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The run that it undid; null unless it is a `revert`. */
  readonly reverts: number | null;
  /** Transitions that it made or, as a `revert`, undid. */
  readonly moved: number;
  readonly notMoved: number;
  readonly failed: number;
}

/**
 * A run as of a future day ends subscriptions that customers still have; a typing error in the date is enough. Throws
 * `refused` (`as-of-in-future`) unless `allowed`. `today` is in the configured time zone.
 */
export function refuseFutureRun(asOf: string, today: string, allowed: boolean): void {
  if (asOf <= today || allowed) return;
  throw asOfInFuture(asOf, today);
}
