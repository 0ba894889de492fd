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
  /** How many units may be added; null for any number. */
  readonly most: number | null;
}

/**
 * The smallest set of extensions that gives at least the `short` amounts, by article number; null where none does.
 * Smallest: the fewest units; then the fewest kinds; then by article number, as many as can be of the first, then of the
 * second, and so on. Exact, also where one extension covers several services (covering.ts says how).
 *
 * Services that no extension joins are solved apart, so that what has to be searched is seldom more than a few
 * extensions wide; the parts of the smallest set are the smallest sets of the parts.
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

/** Services together with the extensions that give them, and these with all other services that they give. */
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
