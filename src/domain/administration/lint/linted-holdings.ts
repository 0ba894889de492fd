import type { ItemReference } from '../../items/item.ts';
import type { ServiceAmount } from '../../items/service.ts';
import type { InactiveHolding } from '../../transitions/catalogue-effect.ts';
import { ALL_START, type NeverStartingInAll } from '../../transitions/never-starting.ts';
import type { TakenCount } from '../../transitions/taken-away.ts';

/** Counts of the items that active subscriptions hold and the paths that they follow. */
export interface LintedHoldings {
  /** Inactive items that a subscription still holds. */
  readonly inactive: readonly InactiveHolding[];
  /** Number of pending changes to each inactive item. */
  readonly changesToInactive: readonly { readonly item: ItemReference; readonly count: number }[];
  /** Number of subscriptions without a day to move, by the id of the path that they follow. */
  readonly openEnded: ReadonlyMap<string, number>;
  /** What subscriptions hold and their path would take away. */
  readonly taken: readonly (Omit<TakenCount, 'path'> & { readonly pathId: string | null })[];
  /** Components that start after the end of their subscription, which has no successor. */
  readonly neverStarting: NeverStartingInAll;
  /** The limits of an item alone, by service; empty where none are stored. */
  readonly limitsOf: (item: ItemReference) => readonly ServiceAmount[];
}

export const NO_HOLDINGS: LintedHoldings = {
  inactive: [],
  changesToInactive: [],
  openEnded: new Map(),
  taken: [],
  neverStarting: ALL_START,
  limitsOf: () => [],
};
