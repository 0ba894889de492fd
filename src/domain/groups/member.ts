import type { ItemReference } from '../items/item.ts';
import type { Group } from './group.ts';
import { badLevel } from './problems.ts';

/**
 * Which moves are allowed. The plain flag applies to the item as the source of a move, the `From` flag to the item as its
 * target: `upgradeable` allows a move to a higher item, `upgradeableFrom` allows a move from a lower item.
 */
export interface MemberFlags {
  readonly upgradeable: boolean;
  readonly downgradeable: boolean;
  readonly upgradeableFrom: boolean;
  readonly downgradeableFrom: boolean;
}

/** An item's place on a ladder. */
export interface Member extends MemberFlags {
  /** UUID of the membership, lower case. */
  readonly id: string;
  readonly item: ItemReference;
  /** Higher offers more; items on the same level are equivalents and never switch with each other. */
  readonly level: number;
}

/** A member together with its ladder. */
export interface Membership extends Member {
  readonly group: Group;
}

export const EVERY_FLAG: MemberFlags = {
  upgradeable: true,
  downgradeable: true,
  upgradeableFrom: true,
  downgradeableFrom: true,
};

const LOWEST_LEVEL = -2_147_483_648;
/** The range of the column. */
export const HIGHEST_LEVEL = 2_147_483_647;

/** Reads a level: a whole number that the column can hold (seed: "of the integer type"). Throws `usage` (`bad-level`). */
export function parseLevel(text: string): number {
  const level = Number(text);
  if (/^[+-]?\d+$/.test(text) && level >= LOWEST_LEVEL && level <= HIGHEST_LEVEL)
    return level === 0 ? 0 : level;
  throw badLevel(text, LOWEST_LEVEL, HIGHEST_LEVEL);
}

/** Where an item stands on a ladder. */
export interface ItemPlace extends MemberFlags {
  readonly group: Group;
  readonly level: number;
}
