import { suggest } from '../suggestion.ts';
import type { TierctlError } from '../tierctl-error.ts';
import { noSuchAttribute } from './attribute-problems.ts';
import type { ItemReference } from './item.ts';
import type { ItemAttribute } from './item-attribute.ts';
import { itemLabel } from './item-label.ts';

/** `HST-GOLD has no attribute "domian"; did you mean domain?` */
export function attributeNotFound(
  item: ItemReference,
  wanted: string,
  attributes: readonly ItemAttribute[],
): TierctlError {
  const near = suggest(
    wanted,
    attributes.map(({ name }) => name),
  );
  return noSuchAttribute(itemLabel(item), wanted, attributes.length === 0, near);
}
