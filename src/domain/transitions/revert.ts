import { commandLine } from '../command-line.ts';
import type { TierctlError } from '../tierctl-error.ts';
import { allRefused, alreadyReverted, nothingToRevert, runIsARevert } from './problems.ts';
import type { Run } from './run.ts';
import type { Transition } from './transition.ts';

/** Why a transition is not undone. Stable codes; the order is the order in which they are judged. */
export const REVERT_REFUSALS = {
  'already-reverted': 'a run has undone it already',
  'successor-missing': 'its successor is not there',
  'later-hop-refused': 'the successor moved on in the same run, and that is not undone',
  'successor-moved': 'the successor was replaced since',
  'successor-ended': 'the successor was ended since',
  'change-pending': 'a change of the successor waits for its day',
  'successor-changed': 'the successor, or what it holds, was changed since',
} as const;

export type RevertRefusal = keyof typeof REVERT_REFUSALS;

/** A transition that is not undone, and why. */
export interface RefusedRevert extends Transition {
  readonly reason: RevertRefusal;
}

/** A revert that could not undo any transition. */
export interface NothingReverted {
  /** The run to undo. */
  readonly reverts: Pick<Run, 'id' | 'reverts'>;
  /** Earlier runs that undid part of it. */
  readonly revertedBy: readonly { readonly run: number }[];
  readonly refused: {
    readonly total: number;
    readonly byReason: readonly { readonly reason: RevertRefusal; readonly count: number }[];
    /** The first of them, each with the run that undid it. */
    readonly transitions: readonly { readonly reverted: number | null }[];
  };
}

/**
 * Why nothing was undone: `refused` (`run-is-a-revert`, `nothing-to-revert`, `already-reverted`, `all-refused`). `isPart` says
 * whether only part of the run was requested.
 */
export function nothingReverted(
  { reverts, revertedBy, refused }: NothingReverted,
  isPart: boolean,
): TierctlError {
  const { id } = reverts;
  if (reverts.reverts !== null) return runIsARevert(id, reverts.reverts);
  const hint = `see: ${commandLine`tierctl history --run ${id}`}`;
  if (refused.byReason.length === 0) return nothingToRevert(id, hint);
  const standing = standingReasons(refused.byReason);
  if (standing.length > 0) {
    const reasons = standing.map(({ reason, count }) => `${count} ${reason}`).join(', ');
    return allRefused(id, reasons, hintForStanding(standing), refused.byReason);
  }
  const by = revertedByOf(refused, revertedBy);
  return alreadyReverted(isPart ? `this part of run ${id}` : `run ${id}`, id, by, hint);
}

/** The runs that undid the requested transitions; if not all of these are listed, the runs that undid any. */
function revertedByOf(
  { total, transitions }: NothingReverted['refused'],
  revertedBy: NothingReverted['revertedBy'],
): number[] {
  if (transitions.length < total) return revertedBy.map(({ run }) => run);
  const runs = transitions.flatMap(({ reverted }) => (reverted === null ? [] : [reverted]));
  return [...new Set(runs)].sort((one, other) => one - other);
}

/** Where the reasons that may need an operator can be looked up. */
export function hintForStanding(standing: readonly { readonly reason: RevertRefusal }[]): string {
  const moved = standing.some(({ reason }) => reason === 'successor-moved');
  const pending = standing.some(({ reason }) => reason === 'change-pending');
  return [
    ...(moved ? ['revert the run that replaced the successor first (tierctl history shows it)'] : []),
    ...(pending ? ['cancel the pending change first (tierctl subscription unschedule)'] : []),
    'tierctl audit list shows what changed the successors',
  ].join('; ');
}

/** The reasons that may need an operator: all but transitions that were already undone. */
export function standingReasons<One extends { readonly reason: RevertRefusal }>(
  byReason: readonly One[],
): One[] {
  return byReason.filter(({ reason }) => reason !== 'already-reverted');
}
