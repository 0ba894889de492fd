import type { Direction } from '../groups/direction.ts';
import type { ItemReference } from '../items/item.ts';
import type { TakenAway } from './taken-away.ts';

/** One subscription replaced by its successor. */
export interface Transition {
  readonly account: string;
  readonly from: { readonly number: number; readonly item: ItemReference };
  readonly to: { readonly number: number; readonly item: ItemReference };
  /** The path's name; null where an operator changed the subscription by hand. */
  readonly path: string | null;
  readonly direction: Direction;
  /** The successor's start date, `YYYY-MM-DD`. */
  readonly effectiveDate: string;
  /** ISO 8601, UTC. */
  readonly appliedAt: string;
  readonly run: number;
  /** The run that undid it; null if it is not undone. */
  readonly reverted: number | null;
  /** What the predecessor had and the successor did not get. */
  readonly takenAway: TakenAway;
}

/** Why a due subscription does not move. Stable codes, in the order in which they are checked. */
export const STAY_REASONS = {
  'no-path': 'no upgrade path applies to it',
  'path-not-effective': "the successor's start date lies outside the path's window",
  'destination-inactive': 'the destination is not active',
  'over-maximum': 'it has more of a product than the destination package takes',
  'over-limit': "its usage exceeds the destination's limits",
  'end-beyond-calendar': 'the term of its successor would end after 2999-12-31, the last date there is',
} as const;

export type StayReason = keyof typeof STAY_REASONS;

/** A due subscription that is skipped. */
export interface Stay {
  readonly account: string;
  readonly number: number;
  readonly item: ItemReference;
  readonly dueOn: string;
  readonly path: string | null;
  readonly reason: StayReason;
}

/** A subscription whose transition failed; it is as it was before the run. */
export interface TransitionFailure {
  readonly account: string;
  readonly number: number;
  readonly code: string;
  readonly message: string;
}
