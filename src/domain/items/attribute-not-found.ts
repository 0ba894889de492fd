import { commandLine } from '../command-line.ts';
import { didYouMean, suggest } from '../suggestion.ts';
import { TierctlError } from '../tierctl-error.ts';
import type { ItemReference } from './item.ts';
import type { ItemAttribute } from './item-attribute.ts';
import { itemLabel } from './item-label.ts';

/** `HST-GOLD has no attribute "domian"; did you mean domain?` */
export function attributeNotFound(
  item: ItemReference,
  wanted: string,
  attributes: readonly ItemAttribute[],
): TierctlError {
  const label = itemLabel(item);
  const near = suggest(
    wanted,
    attributes.map(({ name }) => name),
  );
  const rest = attributes.length === 0 ? '; it has none at all' : didYouMean(near);
  return new TierctlError(
    'not-found',
    'attribute-not-found',
    `${label} has no attribute "${wanted}"${rest}`,
    {
      hint: `see: ${commandLine`tierctl item show ${label}`}`,
      data: { item: label, attribute: wanted, suggestion: near ?? null },
    },
  );
}
