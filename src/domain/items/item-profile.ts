import type { Term } from '../term.ts';
import type { ItemKind } from './item.ts';

/** What tierctl knows of an item beyond the billing tables. */
export interface ItemProfile {
  readonly kind: ItemKind;
  readonly active: boolean;
  /** How long a subscription to it lasts when a transition starts it; null where it has no end. */
  readonly term: Term | null;
  /** The path its subscriptions follow unless they override it. */
  readonly defaultPathId: string | null;
}

/** Of an item that was written by hand and that tierctl was told nothing about. */
export const DEFAULT_PROFILE: ItemProfile = {
  kind: 'product',
  active: true,
  term: null,
  defaultPathId: null,
};
