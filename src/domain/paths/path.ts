import type { ItemReference } from '../items/item.ts';
import { byLabel } from '../items/item-label.ts';
import { compareText } from '../text-order.ts';
import { checkName } from '../written-name.ts';
import type { EffectiveWindow } from './window.ts';

/** What happens to usage over the destination's limits. */
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

/** Instances of a product in the source continue as instances of a product in the destination. */
export interface ProductMapping {
  readonly source: ItemReference;
  readonly destination: ItemReference;
}

/**
 * The two grids of the seed: "the mapping of custom attributes between the source product/package and the destination
 * product/package", and the one "for Migrate Products when upgrading/downgrading between two packages".
 */
export interface PathGrids {
  /** By destination: several rows fill one attribute only if several products become the one that has it. */
  readonly attributes: readonly AttributeMapping[];
  /** By source: each product becomes at most one product. */
  readonly products: readonly ProductMapping[];
}

/** A path with its grids. */
export interface MappedPath extends Path, PathGrids {}

/** The one order of attribute mappings, the same on every engine: by code unit. */
export function byDestination(one: AttributeMapping, other: AttributeMapping): number {
  return byItemAndName(one.destination, other.destination) || byItemAndName(one.source, other.source);
}

/** The one order of product mappings. */
export function bySource({ source: one }: ProductMapping, { source: other }: ProductMapping): number {
  return byLabel(one, other);
}

function byItemAndName(one: AttributeOfItem, other: AttributeOfItem): number {
  return byLabel(one.item, other.item) || compareText(one.attribute, other.attribute);
}

/** "Unique name for the rule." Throws `usage` (`bad-path-name`) for an invalid name. */
export function checkPathName(name: string): string {
  return checkName('path', name, 200);
}
