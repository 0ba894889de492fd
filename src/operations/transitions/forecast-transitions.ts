import { retryCollisions } from '../../database/collisions.ts';
import type { Rehearsal } from '../../database/rehearsal.ts';
import type { Session } from '../../database/session.ts';
import { type ControlledSession, savepointPerStep } from '../../database/transactor.ts';
import { addUpReasons } from '../../domain/reason-count.ts';
import { untilBeforeToday } from '../../domain/transitions/problems.ts';
import { addUpTaken, NOTHING_IN_ALL, type TakenInAll } from '../../domain/transitions/taken-away.ts';
import type { Stay, TransitionFailure } from '../../domain/transitions/transition.ts';
import {
  addUpDays,
  type DayMoves,
  firstStays,
  firstTransitions,
  type Upcoming,
  type UpcomingTransition,
  upcoming,
} from '../../domain/transitions/upcoming.ts';
import { requireAccount } from '../../store/accounts/accounts.ts';
import { requirePath } from '../../store/paths/paths.ts';
import { cutRanges } from '../../store/transitions/batch/cut-ranges.ts';
import {
  countRehearsed,
  listRehearsed,
  REHEARSAL,
  rehearsedIn,
} from '../../store/transitions/batch/rehearsed-moves.ts';
import type { DueRange, RunScope } from '../../store/transitions/batch/scope.ts';
import { countStays, listStays, type StayCount } from '../../store/transitions/batch/stays.ts';
import { countTakenIn } from '../../store/transitions/taken-away/count-taken.ts';
import { moveRange } from './move-range.ts';

export interface ForecastTransitionsInput {
  /** `YYYY-MM-DD`; moves up to this day are already due. */
  readonly today: string;
  /** The last day of the forecast. */
  readonly until: string;
  /** Show only moves through this path (name or UUID), although the run would do more. */
  readonly path: string | undefined;
  readonly account: string | undefined;
  /** Same as for a run. */
  readonly batchSize: number | undefined;
  readonly maxHops: number;
  /** The maximum number of moves, stays and failures in the lists; the counts cover all. */
  readonly listed: number;
  /** ISO 8601, UTC. */
  readonly now: () => string;
  /** When it fires, the forecast ends with its reason. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
}

export interface ForecastTransitionsResult {
  readonly today: string;
  readonly until: string;
  readonly upcoming: Upcoming;
  /** What these moves will end or not carry over. */
  readonly takenAway: TakenInAll;
  /** Subscriptions that will be due by then and stay. */
  readonly notMoved: {
    readonly total: number;
    readonly byReason: readonly StayCount[];
    readonly subscriptions: readonly Stay[];
  };
  readonly failed: {
    readonly total: number;
    readonly subscriptions: readonly TransitionFailure[];
  };
}

/**
 * What `run-transitions` as of `until` would do. It executes the run range by range and rolls each range back after
 * reading the result (docs/decisions/forecast-by-rehearsal.md). It changes nothing, but locks rows while it works. Throws
 * `usage` (`until-before-today`), `not-found`, `busy`.
 */
export async function forecastTransitions(
  rehearsal: Rehearsal,
  input: ForecastTransitionsInput,
): Promise<ForecastTransitionsResult> {
  const { today, until, listed, signal } = input;
  if (until < today) throw untilBeforeToday(until, today);
  const attempt = <Result>(work: (session: ControlledSession) => Promise<Result>) =>
    retryCollisions(() => rehearsal.attempt(work));
  const { forecast, ranges, seen } = await attempt((session) => begin(session, input));
  const total = ranges.reduce((sum, { due }) => sum + due, 0);
  let done = 0;
  let all = seen;
  for (const range of ranges) {
    signal.throwIfAborted();
    all = joined(all, await attempt((session) => rehearse(session, range, forecast)), listed);
    done += range.due;
    input.onProgress({ done, total });
  }
  return {
    today,
    until,
    upcoming: upcoming(today, all.days, all.transitions),
    takenAway: all.taken,
    notMoved: {
      total: all.reasons.reduce((sum, { count }) => sum + count, 0),
      byReason: all.reasons,
      subscriptions: all.stays,
    },
    failed: { total: all.failed, subscriptions: all.failures },
  };
}

interface Forecast {
  /** Selects all moves, because a subscription may take another path before it takes this one. */
  readonly moving: RunScope;
  /** Selects the moves that the result shows. */
  readonly asked: RunScope;
  readonly input: ForecastTransitionsInput;
}

/** The forecast of one or several ranges. Its size depends on days and paths, not on the number of subscriptions. */
interface Seen {
  readonly days: readonly DayMoves[];
  readonly transitions: readonly UpcomingTransition[];
  readonly taken: TakenInAll;
  readonly reasons: readonly StayCount[];
  readonly stays: readonly Stay[];
  readonly failed: number;
  readonly failures: readonly TransitionFailure[];
}

async function begin(
  session: Session,
  input: ForecastTransitionsInput,
): Promise<{ forecast: Forecast; ranges: readonly DueRange[]; seen: Seen }> {
  const path = input.path === undefined ? undefined : await requirePath(session, input.path);
  const account = input.account === undefined ? undefined : await requireAccount(session, input.account);
  const moving = { asOf: input.until, pathId: undefined, account: account?.id };
  const asked = { ...moving, pathId: path?.id };
  const ranges = await cutRanges(session, moving, input.batchSize ?? session.dialect.preferredBatchSize);
  // A move does not change why another subscription stays: only successors that stay are added.
  const reasons = await countStays(session, asked);
  const stays = reasons.length === 0 ? [] : await listStays(session, asked, input.listed);
  const seen = { days: [], transitions: [], taken: NOTHING_IN_ALL, reasons, stays, failed: 0, failures: [] };
  return { forecast: { moving, asked, input }, ranges, seen };
}

/** The same step that a run makes for this range; a failing step is split as in a run. */
async function rehearse(
  session: ControlledSession,
  range: DueRange,
  { moving, asked, input }: Forecast,
): Promise<Seen> {
  const { listed, maxHops } = input;
  const failures: TransitionFailure[] = [];
  let failed = 0;
  await moveRange(savepointPerStep(session), range, {
    run: REHEARSAL,
    scope: moving,
    appliedAt: input.now(),
    maxHops,
    onFailure: (failure) => {
      failed++;
      if (failures.length < listed) failures.push(failure);
    },
  });
  const days = await countRehearsed(session, range, asked.pathId);
  const transitions = days.length === 0 ? [] : await listRehearsed(session, range, asked.pathId, listed);
  const taken =
    days.length === 0 ? NOTHING_IN_ALL : await countTakenIn(session, range, REHEARSAL, asked.pathId);
  const reasons = await countStays(session, asked, rehearsedIn(range));
  const stays = reasons.length === 0 ? [] : await listStays(session, asked, listed, rehearsedIn(range));
  return { days, transitions, taken, reasons, stays, failed, failures };
}

function joined(some: Seen, more: Seen, listed: number): Seen {
  return {
    days: addUpDays([...some.days, ...more.days]),
    transitions: firstTransitions(some.transitions, more.transitions, listed),
    taken: addUpTaken(some.taken, more.taken),
    reasons: addUpReasons([...some.reasons, ...more.reasons]),
    stays: firstStays(some.stays, more.stays, listed),
    failed: some.failed + more.failed,
    failures: [...some.failures, ...more.failures].slice(0, listed),
  };
}
