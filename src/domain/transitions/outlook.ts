import type { ItemReference } from '../items/item.ts';
import type { PathRule, Subscription } from '../subscriptions/subscription.ts';
import type { NeverStarting } from './never-starting.ts';
import type { TakenAway } from './taken-away.ts';
import type { StayReason } from './transition.ts';

/** What a run will do with a subscription in its current state. */
export interface Outlook {
  /** `not-due`: it has neither end date nor from date nor change; `over`: it has ended. */
  readonly event: 'moves' | 'stays' | 'not-due' | 'over';
  /** The day the successor starts, or would start. */
  readonly date: string | null;
  /** The item that it moves to, or would move to; null where nothing follows. */
  readonly item: ItemReference | null;
  /** The path that leads there; null for a change by hand. */
  readonly path: string | null;
  /** What decides that: a pending change takes precedence over the rule; `default` without a path: its item has none. */
  readonly why: PathRule | 'change' | null;
  /** Why it stays. */
  readonly reason: StayReason | null;
  /** The last day of the successor; null where it would have none, or nothing follows. */
  readonly successorEnd: string | null;
  /** What the move takes away; null where nothing follows or no day is set for it. */
  readonly takenAway: TakenAway | null;
  /** Components that start after the end of the subscription, or of its successor, if nothing follows that. */
  readonly neverStart: readonly NeverStarting[];
}

/** The result of the move. */
export type OutlookMove = Pick<Outlook, 'successorEnd'> & { readonly takenAway: TakenAway };

/**
 * Derives the outlook from the target item and from the reason for which the run engine would skip it (null if it
 * would move). `move` is the result of the move, null where nothing follows.
 * `neverStart` are the components that it does not start.
 */
export function outlook(
  { status, dueOn, path, change }: Pick<Subscription, 'status' | 'dueOn' | 'path' | 'change'>,
  reason: StayReason | null,
  destination: ItemReference | null,
  move: OutlookMove | null,
  neverStart: readonly NeverStarting[],
): Outlook {
  const nothing = { successorEnd: null, takenAway: null, neverStart };
  if (status === 'ended') {
    return { event: 'over', date: null, item: null, path: null, why: null, reason: null, ...nothing };
  }
  const followed = {
    item: destination,
    path: path.name,
    why: change === null ? path.rule : 'change',
  } as const;
  if (dueOn === null) return { event: 'not-due', date: null, ...followed, reason: null, ...nothing };
  const event = reason === null ? 'moves' : 'stays';
  return {
    event,
    date: dueOn,
    ...followed,
    reason,
    ...((destination === null ? null : move) ?? nothing),
    neverStart,
  };
}
