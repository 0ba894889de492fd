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

/** A transition that stands, and why. */
export interface RefusedRevert extends Transition {
  readonly reason: RevertRefusal;
}
