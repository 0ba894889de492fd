// A simple search for the smallest basket: every combination of quantities, the best by definition. Only for small cases.

import type { ServiceAmount } from '../../../src/domain/items/service.ts';
import type { BasketChoice } from '../../../src/domain/subscriptions/basket.ts';

/** Quantities by article number; null where no combination covers the need. */
export function expectedBasket(
  short: readonly ServiceAmount[],
  choices: readonly BasketChoice[],
): Record<string, number> | null {
  let best: Record<string, number> | null = null;
  for (const basket of combinations(short, choices)) {
    if (!covers(basket, short, choices)) continue;
    if (best === null || compare(basket, best) < 0) best = basket;
  }
  return best;
}

function* combinations(
  short: readonly ServiceAmount[],
  [first, ...rest]: readonly BasketChoice[],
): Generator<Record<string, number>> {
  if (first === undefined) {
    yield {};
    return;
  }
  // More than the whole need in ones is never needed.
  const useful = Math.max(0, ...short.map(({ amount }) => amount));
  const most = Math.min(first.most ?? useful, useful);
  for (const others of combinations(short, rest)) {
    for (let quantity = 0; quantity <= most; quantity++) {
      yield quantity === 0 ? others : { ...others, [first.item.articleNumber ?? '']: quantity };
    }
  }
}

function covers(
  basket: Readonly<Record<string, number>>,
  short: readonly ServiceAmount[],
  choices: readonly BasketChoice[],
): boolean {
  return short.every(({ service, amount }) => {
    const total = choices.reduce((sum, { item, gives }) => {
      const each = gives.find((one) => one.service === service)?.amount ?? 0;
      return sum + each * (basket[item.articleNumber ?? ''] ?? 0);
    }, 0);
    return total >= amount;
  });
}

/** Fewest units, then fewest kinds, then the article numbers, each as often as it is taken, in order. */
function compare(one: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>): number {
  const units = (basket: Readonly<Record<string, number>>) =>
    Object.values(basket).reduce((sum, quantity) => sum + quantity, 0);
  const kinds = (basket: Readonly<Record<string, number>>) => Object.keys(basket).length;
  return units(one) - units(other) || kinds(one) - kinds(other) || (spelled(one) < spelled(other) ? -1 : 1);
}

function spelled(basket: Readonly<Record<string, number>>): string {
  return Object.keys(basket)
    .sort()
    .flatMap((article) => Array<string>(basket[article] ?? 0).fill(article))
    .join(' ');
}
