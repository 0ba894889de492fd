import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ServiceAmount } from '../../../src/domain/items/service.ts';
import { type BasketChoice, smallestBasket } from '../../../src/domain/subscriptions/basket.ts';
import { expectedBasket } from '../../support/subscriptions/basket-oracle.ts';

test.each<[string, Record<string, number>, BasketChoice[], Record<string, number> | null]>([
  ['nothing is short', {}, [choice('A', { email: 1 })], {}],
  ['one unit', { email: 3 }, [choice('A', { email: 5 })], { A: 1 }],
  ['several units', { email: 11 }, [choice('A', { email: 5 })], { A: 3 }],
  ['no extension gives it', { email: 1 }, [choice('A', { ftp: 5 })], null],
  ['no extension at all', { email: 1 }, [], null],
  ['the maximum is too little', { email: 11 }, [choice('A', { email: 5 }, 2)], null],
  ['the maximum is just enough', { email: 10 }, [choice('A', { email: 5 }, 2)], { A: 2 }],
  ['none may be added', { email: 1 }, [choice('A', { email: 5 }, 0)], null],
  [
    'one extension covers several services',
    { email: 3, ftp: 3 },
    [choice('A', { email: 5 }), choice('B', { ftp: 5 }), choice('C', { email: 3, ftp: 3 })],
    { C: 1 },
  ],
  [
    'taking the strongest first would take three',
    { email: 1, ftp: 1, web: 1, dns: 1, disk: 1, sql: 1 },
    [
      choice('A', { email: 1, ftp: 1, web: 1 }),
      choice('B', { dns: 1, disk: 1, sql: 1 }),
      choice('C', { ftp: 1, web: 1, dns: 1, disk: 1 }),
    ],
    { A: 1, B: 1 },
  ],
  [
    'fewer units before fewer kinds',
    { email: 9 },
    [choice('A', { email: 8 }, 1), choice('B', { email: 3 }), choice('C', { email: 1 })],
    { A: 1, B: 1 },
  ],
  [
    'fewer kinds before article numbers',
    { email: 10 },
    [choice('A', { email: 6 }, 1), choice('B', { email: 5 })],
    { B: 2 },
  ],
  [
    'then by article number, whatever is left over',
    { email: 3 },
    [choice('B', { email: 3 }), choice('A', { email: 9 }), choice('C', { email: 3 })],
    { A: 1 },
  ],
  [
    'as many as can be of the first',
    { email: 11, ftp: 1 },
    [choice('A', { email: 4 }), choice('B', { email: 4, ftp: 1 })],
    { B: 3 },
  ],
  [
    'as many as can be of the first, where kinds are even',
    { email: 12, ftp: 1, web: 1 },
    [choice('A', { email: 4, ftp: 1 }), choice('B', { email: 4, web: 1 })],
    { A: 2, B: 1 },
  ],
  [
    'services that have nothing to do with one another',
    { email: 3, disk: 5_000_000_000 },
    [choice('DISK', { disk: 1_000_000_000 }), choice('MAIL', { email: 2 })],
    { DISK: 5, MAIL: 2 },
  ],
])('%s', (_, short, choices, expected) => {
  const basket = smallestBasket(amounts(short), choices);
  expect(basket && byArticle(basket)).toEqual(expected);
});

test('an exhaustive search finds the same on 2,000 random cases', () => {
  const gives = fc.record({ email: fc.nat(4), ftp: fc.nat(4), web: fc.nat(2) });
  const most = fc.option(fc.nat(4), { freq: 2 });
  const choices = fc
    .array(fc.record({ gives, most }), { minLength: 1, maxLength: 4, size: 'max' })
    .map((those) => those.map((one, at) => choice(`E${at}`, one.gives, one.most)));
  const short = fc.record({ email: fc.nat(8), ftp: fc.nat(6), web: fc.nat(3) });
  let covered = 0;
  fc.assert(
    fc.property(short, choices, (need, offered) => {
      const basket = smallestBasket(amounts(need), offered);
      if (basket !== null && basket.length > 1) covered++;
      expect(basket && byArticle(basket)).toEqual(expectedBasket(amounts(need), offered));
    }),
    { numRuns: 2_000 },
  );
  expect(covered).toBeGreaterThan(200);
});

test('twenty extensions and shortfalls of hundreds are solved at once', () => {
  const offered = Array.from({ length: 20 }, (_, at) =>
    choice(
      `E${String(at).padStart(2, '0')}`,
      { email: 1 + ((at * 7) % 11), ftp: 1 + ((at * 5) % 13), disk: 1 + ((at * 3) % 17) },
      at % 3 === 0 ? 8 : null,
    ),
  );
  const need = amounts({ email: 311, ftp: 287, disk: 402 });
  const before = performance.now();
  const basket = smallestBasket(need, offered) ?? [];
  expect(performance.now() - before).toBeLessThan(10_000);
  for (const { service, amount } of need) {
    const total = basket.reduce((sum, { item, quantity }) => {
      const each = offered.find((one) => one.item.id === item.id)?.gives ?? [];
      return sum + quantity * (each.find((one) => one.service === service)?.amount ?? 0);
    }, 0);
    expect(total).toBeGreaterThanOrEqual(amount);
  }
});

function choice(
  articleNumber: string,
  gives: Record<string, number>,
  most: number | null = null,
): BasketChoice {
  return { item: { id: articleNumber, articleNumber, name: articleNumber }, gives: amounts(gives), most };
}

function amounts(given: Record<string, number>): ServiceAmount[] {
  return Object.entries(given).map(([service, amount]) => ({ service, amount }));
}

function byArticle(basket: readonly { item: BasketChoice['item']; quantity: number }[]) {
  return Object.fromEntries(basket.map(({ item, quantity }) => [item.articleNumber, quantity]));
}
