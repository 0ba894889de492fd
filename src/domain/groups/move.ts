import type { ItemReference } from '../items/item.ts';
import type { Direction } from './direction.ts';
import type { Group } from './group.ts';

/** Gates of a move between two items, in the order in which they are judged and shown. */
export const ITEM_GATE_CODES = [
  'same-group',
  'different-level',
  'source-flag',
  'target-flag',
  'renewal-period',
  'target-active',
] as const;

/** Gates of a move of a subscription, after those of its item. */
const SUBSCRIPTION_GATE_CODES = ['subscription-active', 'no-pending-change', 'fits'] as const;

export const GATE_CODES = [...ITEM_GATE_CODES, ...SUBSCRIPTION_GATE_CODES] as const;
export type GateCode = (typeof GATE_CODES)[number];

/** One condition of a move. */
export interface Gate {
  readonly code: GateCode;
  /** Null where the gate cannot be judged: without two levels there is no direction, so no flag applies. */
  readonly passed: boolean | null;
  /** The verdict as text for the user. */
  readonly detail: string;
}

/** Whether an item may be switched to another within one group. */
export interface Move {
  /** Null where the two share no group. */
  readonly group: Group | null;
  /** The item moved to. */
  readonly item: ItemReference;
  /** The level moved to; null where the two share no group. */
  readonly level: number | null;
  /** By level alone, never by price; `none` where the levels are equal or no group is shared. */
  readonly direction: Direction;
  /** Every gate passed. */
  readonly eligible: boolean;
  readonly gates: readonly Gate[];
}
