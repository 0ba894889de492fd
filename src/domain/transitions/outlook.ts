import type { ItemReference } from '../items/item.ts';
import type { PathRule, Subscription } from '../subscriptions/subscription.ts';
import type { StayReason } from './transition.ts';

/** What a run will make of a subscription, as things are now. */
export interface Outlook {
  /** `not-due`: it has neither end date nor from date nor change; `over`: it has ended. */
  readonly event: 'moves' | 'stays' | 'not-due' | 'over';
  /** The day the successor starts, or would start. */
  readonly date: string | null;
  /** What it becomes, or would become; null where nothing follows. */
  readonly item: ItemReference | null;
  /** The path that leads there; null for a change by hand. */
  readonly path: string | null;
  /** What decides that: a pending change goes before the rule; `default` without a path: its item has none. */
  readonly why: PathRule | 'change' | null;
  /** Why it stays. */
  readonly reason: StayReason | null;
}

/**
 * Tells the outlook from what it would become and from the reason for which the run engine would let it stay; null where it
 * would move.
 */
export function outlook(
  { status, dueOn, path, change }: Pick<Subscription, 'status' | 'dueOn' | 'path' | 'change'>,
  reason: StayReason | null,
  destination: ItemReference | null,
): Outlook {
  if (status === 'ended') {
    return { event: 'over', date: null, item: null, path: null, why: null, reason: null };
  }
  const followed = {
    item: destination,
    path: path.name,
    why: change === null ? path.rule : 'change',
  } as const;
  if (dueOn === null) return { event: 'not-due', date: null, ...followed, reason: null };
  return { event: reason === null ? 'moves' : 'stays', date: dueOn, ...followed, reason };
}
