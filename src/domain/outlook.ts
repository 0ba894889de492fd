import type { Path } from './path.ts';
import type { Subscription } from './subscription.ts';
import type { StayReason } from './transition.ts';
import { isInWindow } from './window.ts';

/** What a run will make of a subscription, as things are now. */
export interface Outlook {
  /** `not-due`: it has neither end date nor from date; `over`: it has ended. */
  readonly event: 'moves' | 'stays' | 'not-due' | 'over';
  /** The day the successor starts, or would start. */
  readonly date: string | null;
  /** Why it stays. */
  readonly reason: StayReason | null;
}

/** The path that a subscription follows. */
export interface ApplicablePath {
  readonly path: Path;
  readonly destinationActive: boolean;
}

/**
 * Judges as the run engine does, and in its order: a path, its window on the day the successor starts, an active
 * destination.
 */
export function outlook(
  { status, dueOn }: Pick<Subscription, 'status' | 'dueOn'>,
  applicable: ApplicablePath | undefined,
): Outlook {
  if (status === 'ended') return { event: 'over', date: null, reason: null };
  if (dueOn === null) return { event: 'not-due', date: null, reason: null };
  const reason = stayReason(dueOn, applicable);
  return { event: reason === null ? 'moves' : 'stays', date: dueOn, reason };
}

function stayReason(dueOn: string, applicable: ApplicablePath | undefined): StayReason | null {
  if (applicable === undefined) return 'no-path';
  if (!isInWindow(applicable.path, dueOn)) return 'path-not-effective';
  return applicable.destinationActive ? null : 'destination-inactive';
}
