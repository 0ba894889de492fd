import type { Term } from '../term.ts';
import type { ItemKind } from './item.ts';

/** What tierctl stores about an item beyond the billing tables. */
export interface ItemProfile {
  readonly kind: ItemKind;
  readonly active: boolean;
  /** The length of a subscription that a transition starts; null where it has no end. */
  readonly term: Term | null;
  /** The path its subscriptions follow unless they override it. */
  readonly defaultPathId: string | null;
}

/** The profile of an item that was inserted by hand, without one in tierctl. */
export const DEFAULT_PROFILE: ItemProfile = {
  kind: 'product',
  active: true,
  term: null,
  defaultPathId: null,
};
