import type { Subscription } from './subscription.ts';
import type { StayReason } from './transition.ts';

/** What a run will make of a subscription, as things are now. */
export interface Outlook {
  /** `not-due`: it has neither end date nor from date nor change; `over`: it has ended. */
  readonly event: 'moves' | 'stays' | 'not-due' | 'over';
  /** The day the successor starts, or would start. */
  readonly date: string | null;
  /** Why it stays. */
  readonly reason: StayReason | null;
}

/** Tells the outlook from the reason for which the run engine would let it stay; null where it would move. */
export function outlook(
  { status, dueOn }: Pick<Subscription, 'status' | 'dueOn'>,
  reason: StayReason | null,
): Outlook {
  if (status === 'ended') return { event: 'over', date: null, reason: null };
  if (dueOn === null) return { event: 'not-due', date: null, reason: null };
  return { event: reason === null ? 'moves' : 'stays', date: dueOn, reason };
}
