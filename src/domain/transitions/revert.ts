import { commandLine } from '../command-line.ts';
import { TierctlError } from '../tierctl-error.ts';
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
    readonly byReason: readonly { readonly reason: RevertRefusal; readonly count: number }[];
  };
}

/** Why nothing was undone: `refused` (`run-is-a-revert`, `nothing-to-revert`, `already-reverted`, `all-refused`). */
export function nothingReverted({ reverts, revertedBy, refused }: NothingReverted): TierctlError {
  const { id } = reverts;
  if (reverts.reverts !== null) {
    return new TierctlError(
      'refused',
      'run-is-a-revert',
      `run ${id} undid run ${reverts.reverts}, and a revert cannot be reverted`,
      {
        hint: 'the subscriptions that it restored are due again: tierctl run-transitions',
        data: { run: id, reverts: reverts.reverts },
      },
    );
  }
  const hint = `see: ${commandLine`tierctl history --run ${id}`}`;
  if (refused.byReason.length === 0) {
    return new TierctlError('refused', 'nothing-to-revert', `run ${id} made no such transition`, {
      hint,
      data: { run: id },
    });
  }
  const standing = standingReasons(refused.byReason);
  if (standing.length > 0) {
    const reasons = standing.map(({ reason, count }) => `${count} ${reason}`).join(', ');
    return new TierctlError('refused', 'all-refused', `nothing of run ${id} can be undone: ${reasons}`, {
      hint: 'first undo the later changes, where possible; tierctl history shows them',
      data: { refused: refused.byReason },
    });
  }
  const by = revertedBy.map(({ run }) => run);
  const words = by.length === 1 ? `run ${by[0]}` : `runs ${by.join(', ')}`;
  return new TierctlError('refused', 'already-reverted', `of run ${id} that is undone already, by ${words}`, {
    hint,
    data: { run: id, revertedBy: by },
  });
}

/** The reasons that may need an operator: all but transitions that were already undone. */
export function standingReasons<One extends { readonly reason: RevertRefusal }>(
  byReason: readonly One[],
): One[] {
  return byReason.filter(({ reason }) => reason !== 'already-reverted');
}
