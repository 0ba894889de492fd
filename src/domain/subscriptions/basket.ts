// Which extensions to add so that usage fits: the first remedy of the seed, "add the respective amount of Addons to
// cover the limitations of moving to the new package".

import { byArticle, type ExtensionQuantity } from '../items/extension.ts';
import type { ItemReference } from '../items/item.ts';
import type { ServiceAmount } from '../items/service.ts';
import { smallestCovering } from './covering.ts';

/** An extension to choose from. */
export interface BasketChoice {
  readonly item: ItemReference;
  /** What one unit adds to the limits. */
  readonly gives: readonly ServiceAmount[];
  /** How many units may be added; null for unlimited. */
  readonly most: number | null;
}

/**
 * The smallest set of extensions that provides at least the `short` amounts, by article number; null where none does.
 * Smallest: the fewest units; then the fewest kinds; then, by article number, as many as possible of the first, then of the
 * second, and so on. Exact, also if one extension covers several services (see covering.ts).
 *
 * Services that share no extension are solved separately, so a search rarely involves more than a few
 * extensions. The smallest set is the union of the smallest sets of the parts.
 */
export function smallestBasket(
  short: readonly ServiceAmount[],
  choices: readonly BasketChoice[],
): ExtensionQuantity[] | null {
  const needs = short.filter(({ amount }) => amount > 0);
  const basket: ExtensionQuantity[] = [];
  for (const part of separateParts(needs, [...choices].sort(byArticle))) {
    const covers = part.choices.map((choice) => ({
      gives: part.needs.map(({ service }) => given(choice, service)),
      most: choice.most ?? Number.POSITIVE_INFINITY,
    }));
    const counts = smallestCovering(
      part.needs.map(({ amount }) => amount),
      covers,
    );
    if (counts === null) return null;
    part.choices.forEach(({ item }, at) => {
      const quantity = counts[at] ?? 0;
      if (quantity > 0) basket.push({ item, quantity });
    });
  }
  return basket.sort(byArticle);
}

interface Part {
  readonly needs: ServiceAmount[];
  readonly choices: BasketChoice[];
}

/** Groups services with the extensions that provide them and with all other services of those extensions. */
function separateParts(needs: readonly ServiceAmount[], choices: readonly BasketChoice[]): Part[] {
  const parts: Part[] = [];
  const openNeeds = new Set(needs);
  const openChoices = new Set(choices);
  for (const first of needs) {
    if (!openNeeds.delete(first)) continue;
    const part: Part = { needs: [first], choices: [] };
    for (const need of part.needs) {
      for (const choice of openChoices) {
        if (given(choice, need.service) === 0) continue;
        openChoices.delete(choice);
        part.choices.push(choice);
        for (const other of openNeeds) {
          if (given(choice, other.service) === 0) continue;
          openNeeds.delete(other);
          part.needs.push(other);
        }
      }
    }
    part.choices.sort(byArticle);
    parts.push(part);
  }
  return parts;
}

function given({ gives, most }: BasketChoice, wanted: string): number {
  if (most === 0) return 0;
  return gives.find(({ service }) => service === wanted)?.amount ?? 0;
}
