// What a change to the catalogue does to subscriptions that are there.
import type { ItemReference } from '../items/item.ts';
import type { TakenCount } from './taken-away.ts';
import type { Stay, StayReason } from './transition.ts';

/** Subscriptions that would move on a day that is set and now will stay, for the same reason. */
export interface StrandedCount {
  /** The path that they would move through; null for a change by hand that waits for its day. */
  readonly path: string | null;
  /** What they would become. */
  readonly item: ItemReference;
  readonly reason: StayReason;
  readonly count: number;
}

/** An item that becomes inactive and that somebody holds. They keep it. */
export interface InactiveHolding {
  readonly item: ItemReference;
  /** Active subscriptions to it. */
  readonly subscriptions: number;
  /** Active components of it, and active subscriptions that have it as an extension. */
  readonly components: number;
  readonly extended: number;
}

export interface CatalogueEffect {
  readonly stranded: {
    readonly total: number;
    readonly byReason: readonly StrandedCount[];
    /** The first of them, by account and number. */
    readonly subscriptions: readonly Stay[];
  };
  /** What moves will take away beyond what they would have, by path. */
  readonly takesMore: readonly TakenCount[];
  readonly inactive: readonly InactiveHolding[];
}

export const NO_EFFECT: CatalogueEffect = {
  stranded: { total: 0, byReason: [], subscriptions: [] },
  takesMore: [],
  inactive: [],
};

/** An item that no longer is active and that nobody holds is nothing to tell of. */
export function isHeld({ subscriptions, components, extended }: InactiveHolding): boolean {
  return subscriptions + components + extended > 0;
}
