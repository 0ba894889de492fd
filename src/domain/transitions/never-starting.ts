import type { ItemReference } from '../items/item.ts';

/** An active component that never starts: its subscription, or the successor of that, ends before its day, and nothing follows. */
export interface NeverStarting {
  /** The address of the subscription that holds it. */
  readonly subscription: string;
  readonly number: number;
  readonly item: ItemReference;
  readonly startDate: string;
}

/** Several of them. */
export interface NeverStartingInAll {
  readonly total: number;
  /** The first of them, by account and number. */
  readonly components: readonly NeverStarting[];
}

export const ALL_START: NeverStartingInAll = { total: 0, components: [] };
