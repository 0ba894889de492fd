import type { ItemReference } from '../../items/item.ts';
import type { ServiceAmount } from '../../items/service.ts';
import type { InactiveHolding } from '../../transitions/catalogue-effect.ts';
import type { TakenCount } from '../../transitions/taken-away.ts';

/** What of the catalogue active subscriptions hold and follow, counted. */
export interface LintedHoldings {
  /** Items that are not active and that somebody holds. */
  readonly inactive: readonly InactiveHolding[];
  /** How many changes wait for which item that is not active. */
  readonly changesToInactive: readonly { readonly item: ItemReference; readonly count: number }[];
  /** How many subscriptions without any day to move on follow which path, by its id. */
  readonly openEnded: ReadonlyMap<string, number>;
  /** What they hold that the path which they follow would take away. */
  readonly taken: readonly (Omit<TakenCount, 'path'> & { readonly pathId: string | null })[];
  /** What an item gives by itself, by service; empty where no limits are kept of it. */
  readonly limitsOf: (item: ItemReference) => readonly ServiceAmount[];
}

export const NO_HOLDINGS: LintedHoldings = {
  inactive: [],
  changesToInactive: [],
  openEnded: new Map(),
  taken: [],
  limitsOf: () => [],
};
