import type { ItemReference } from './item.ts';
import type { EffectiveWindow } from './window.ts';
import { checkName } from './written-name.ts';

/** What happens to usage that the destination's limits do not cover. */
export const OVER_LIMIT_POLICIES = ['block', 'allow', 'extend'] as const;
export type OverLimitPolicy = (typeof OVER_LIMIT_POLICIES)[number];

/** A dated rule: subscriptions to the source end, and their successors are subscriptions to the destination. */
export interface Path extends EffectiveWindow {
  /** UUID, lower case. */
  readonly id: string;
  readonly name: string;
  readonly source: ItemReference;
  readonly destination: ItemReference;
  readonly overLimit: OverLimitPolicy;
  readonly description: string | null;
  /** Whether its source item follows it by default. */
  readonly isDefault: boolean;
}

/** One attribute of one item: of the path's own source or destination, or of a product in it. */
export interface AttributeOfItem {
  readonly item: ItemReference;
  readonly attribute: string;
}

/** A value that a transition carries over (seed: "the mapping of custom attributes between the source … and the destination"). */
export interface AttributeMapping {
  readonly source: AttributeOfItem;
  readonly destination: AttributeOfItem;
}

/** The one order of mappings, the same on every engine: by code unit. */
export function byDestination(
  { destination: one }: AttributeMapping,
  { destination: other }: AttributeMapping,
): number {
  return compare(one.attribute, other.attribute) || compare(one.item.id, other.item.id);
}

/** A path with its mappings, by destination attribute. */
export interface MappedPath extends Path {
  readonly attributes: readonly AttributeMapping[];
}

/** "Unique name for the rule." Throws `usage` (`bad-path-name`) when it cannot be one. */
export function checkPathName(name: string): string {
  return checkName('path', name, 200);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
