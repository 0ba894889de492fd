// What of one item can fill what of another.
import type { ItemReference } from './item.ts';
import type { ItemAttribute } from './item-attribute.ts';

/** An item with what may be mapped of it. */
export interface ItemWithAttributes {
  readonly item: ItemReference;
  readonly attributes: readonly ItemAttribute[];
}

/** A row of a grid as people write it: attributes as `name` or `PRODUCT:name`, products as article number or UUID. */
export interface MappingPair {
  readonly source: string;
  readonly destination: string;
}

/** Why values of `from` cannot become values of `to`; undefined where they can. Any value can become a text. */
export function misfit(from: ItemAttribute, to: ItemAttribute): string | undefined {
  if (to.type === 'text') return undefined;
  if (from.type !== to.type) return `a ${from.type} cannot become a ${to.type}`;
  const lost = (from.choices ?? []).filter((choice) => !(to.choices ?? []).includes(choice));
  return to.type === 'choice' && lost.length > 0
    ? `the choice ${lost.join(', ')} is not among its choices`
    : undefined;
}
