// The effect of a catalogue change on existing subscriptions.
import type { ItemReference } from '../items/item.ts';
import type { TakenCount } from './taken-away.ts';
import type { Stay, StayReason } from './transition.ts';

/** Subscriptions that had a day to move and will now stay, for the same reason. */
export interface StrandedCount {
  /** The path that they would move through; null for a pending change by hand. */
  readonly path: string | null;
  /** The item that they would move to. */
  readonly item: ItemReference;
  readonly reason: StayReason;
  readonly count: number;
}

/** An item that becomes inactive while subscriptions hold it. They keep it. */
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
  /** What moves will take away in addition to before, by path. */
  readonly takesMore: readonly TakenCount[];
  readonly inactive: readonly InactiveHolding[];
}

export const NO_EFFECT: CatalogueEffect = {
  stranded: { total: 0, byReason: [], subscriptions: [] },
  takesMore: [],
  inactive: [],
};

/** An inactive item that no subscription holds is not reported. */
export function isHeld({ subscriptions, components, extended }: InactiveHolding): boolean {
  return subscriptions + components + extended > 0;
}
