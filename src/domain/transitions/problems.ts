import { LAST_DATE } from '../calendar.ts';
import { commandLine } from '../command-line.ts';
import { overMaximum } from '../items/package-problems.ts';
import { problem } from '../problem.ts';
import { endBeyondCalendar } from '../subscriptions/date-problems.ts';
import { overLimit } from '../subscriptions/problems.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import type { TierctlError } from '../tierctl-error.ts';
import { STAY_REASONS, type StayReason } from './transition.ts';

/** The day is in the future, and a run would end subscriptions that customers still have. Fix: look ahead with `--dry-run`. */
export function asOfInFuture(asOf: string, today: string): TierctlError {
  return problem('refused', 'as-of-in-future', `${asOf} is in the future: today is ${today}`, {
    hint: `to look ahead, add --dry-run or run: ${commandLine`tierctl upcoming --until ${asOf}`}; to commit it, add --future`,
    data: { asOf, today },
  });
}

/** `upcoming` looks ahead only. Fix: run `tierctl history` for what has happened. */
export function untilBeforeToday(until: string, today: string): TierctlError {
  return problem('usage', 'until-before-today', `${until} is past: today is ${today}`, {
    hint: 'to see past transitions, run: tierctl history',
    data: { until, today },
  });
}

/** A subscription is still due after as many transitions as one run makes of it. Fix: check its paths and terms for a cycle. */
export function hopLimit(maxHops: number, asOf: string): TierctlError {
  return problem('refused', 'hop-limit', `still due on ${asOf} after ${maxHops} transitions in this run`, {
    hint: 'check its paths and terms for a cycle; raise --max-hops, or run with an earlier --as-of first',
    data: { maxHops },
  });
}

/** The change was not made, because the subscription is not due. Fix: look at it again, then repeat. */
export function notMoved(subscription: string): TierctlError {
  return problem('refused', 'not-moved', `${subscription} cannot change: it is not due`, {
    data: { subscription },
  });
}

type Addressed = Pick<Subscription, 'address' | 'account' | 'number'>;

/** No upgrade path applies to the subscription. Fix: assign one to its item, or schedule one. */
function noPath({ address }: Addressed, message: string, hint: string): TierctlError {
  return problem('refused', 'no-path', message, { hint, data: { subscription: address } });
}

/** The successor would start outside the window of the path. Fix: change the window, or schedule another path. */
function pathNotEffective({ address }: Addressed, message: string, hint: string): TierctlError {
  return problem('refused', 'path-not-effective', message, { hint, data: { subscription: address } });
}

/** The destination is not sold any more. Fix: activate it with `item set --active`, or choose another one. */
function destinationInactive({ address }: Addressed, message: string, hint: string): TierctlError {
  return problem('refused', 'destination-inactive', message, { hint, data: { subscription: address } });
}

const STAYS: Readonly<
  Record<StayReason, (subscription: Addressed, message: string, hint: string) => TierctlError>
> = {
  'no-path': noPath,
  'path-not-effective': pathNotEffective,
  'destination-inactive': destinationInactive,
  'over-maximum': ({ address }, message, hint) => overMaximum(message, hint, null, address),
  'over-limit': (subscription, message, hint) => overLimit(message, hint, subscription),
  'end-beyond-calendar': ({ address }, message, hint) =>
    endBeyondCalendar(message, hint, null, LAST_DATE, address),
};

/** Why a subscription does not change, by the reason for which a run would let it stay. */
export function wouldStay(subscription: Addressed, reason: StayReason): TierctlError {
  const { address } = subscription;
  const hint = `see: ${commandLine`tierctl subscription show ${address}`}`;
  return STAYS[reason](subscription, `${address} cannot change: ${STAY_REASONS[reason]}`, hint);
}

/** The run is itself a revert. Fix: the subscriptions that it restored are due again; run `run-transitions`. */
export function runIsARevert(run: number, reverts: number): TierctlError {
  const message = `run ${run} undid run ${reverts}, and a revert cannot be reverted`;
  return problem('refused', 'run-is-a-revert', message, {
    hint: 'the subscriptions that it restored are due again: tierctl run-transitions',
    data: { run, reverts },
  });
}

/** The run made no such transition. Fix: `tierctl history --run` lists what it made. */
export function nothingToRevert(run: number, hint: string): TierctlError {
  return problem('refused', 'nothing-to-revert', `run ${run} made no such transition`, {
    hint,
    data: { run },
  });
}

/** Nothing of the run can be undone. Fix: the message has the reasons, the hint what to do about them. */
export function allRefused(run: number, reasons: string, hint: string, refused: unknown): TierctlError {
  return problem('refused', 'all-refused', `nothing of run ${run} can be undone: ${reasons}`, {
    hint,
    data: { run, refused },
  });
}

/** The run, or the part that was asked for, was undone before. Fix: nothing is left to undo. */
export function alreadyReverted(
  what: string,
  run: number,
  revertedBy: readonly number[],
  hint: string,
): TierctlError {
  const words = revertedBy.length === 1 ? `run ${revertedBy[0]}` : `runs ${revertedBy.join(', ')}`;
  return problem('refused', 'already-reverted', `${what} was already reverted by ${words}`, {
    hint,
    data: { run, revertedBy },
  });
}
